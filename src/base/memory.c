/* Memory: small allocations that end the process when they fail, tables that are asked for. */
#include <expost/base/memory.h>

#include <stdlib.h>
#include <string.h>

void *xp_malloc(size_t size)
{
    void *memory = malloc(size > 0 ? size : 1);

    if (memory == NULL)
        abort();
    return memory;
}

void *xp_calloc(size_t count, size_t size)
{
    void *memory = calloc(count > 0 ? count : 1, size > 0 ? size : 1);

    if (memory == NULL)
        abort();
    return memory;
}

void *xp_realloc(void *memory, size_t size)
{
    void *larger = realloc(memory, size > 0 ? size : 1);

    if (larger == NULL)
        abort();
    return larger;
}

char *xp_strdup(const char *text)
{
    return xp_strndup(text, strlen(text));
}

char *xp_strndup(const char *text, size_t length)
{
    char *copy = xp_malloc(length + 1);

    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

xp_status_t xp_table_alloc(void **table, size_t count, size_t size, xp_error_t error)
{
    void *memory;

    if (count == 0 || size == 0)
    {
        *table = NULL;
        return XP_OK;
    }
    if (count > XP_TABLE_LIMIT / size)
    {
        xp_error_set(error, "a table of %zu entries of %zu bytes each is larger than memory allows",
                     count, size);
        return XP_LIMIT;
    }
    memory = calloc(count, size);
    if (memory == NULL)
    {
        xp_error_set(error, "there is no memory for a table of %zu entries of %zu bytes each",
                     count, size);
        return XP_LIMIT;
    }
    *table = memory;
    return XP_OK;
}

void xp_array_grow(void *array, size_t *room, size_t count, size_t size)
{
    void **memory = array;
    size_t larger;

    if (count < *room)
        return;
    larger = *room < 8 ? 8 : *room + *room / 2;
    if (larger > (size_t) -1 / 2 / size)
        abort();
    *memory = xp_realloc(*memory, larger * size);
    *room = larger;
}
