/* Files as a whole. */
#include "text/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/string.h>

#define BLOCK_BYTES 65536

static xp_status_t read_stream(xp_string_t content, FILE *stream, const char *path,
                               xp_error_t error)
{
    char *block = xp_malloc(BLOCK_BYTES);
    xp_status_t status = XP_OK;
    size_t got;

    while (status == XP_OK && (got = fread(block, 1, BLOCK_BYTES, stream)) > 0)
    {
        xp_string_add_bytes(content, block, got);
        if (content->length > XP_FILE_LIMIT)
        {
            xp_error_set(error, "the file is larger than %zu bytes", XP_FILE_LIMIT);
            status = XP_LIMIT;
        }
    }
    if (status == XP_OK && ferror(stream))
    {
        xp_error_set(error, "cannot read \"%s\": %s", path, strerror(errno));
        status = XP_SYSTEM;
    }
    free(block);
    return status;
}

xp_status_t xp_file_read(char **text, size_t *length, const char *path, xp_error_t error)
{
    int standard = strcmp(path, "-") == 0;
    FILE *stream = standard ? stdin : fopen(path, "rb");
    xp_string_t content;
    xp_status_t status = XP_INPUT;

    xp_string_init(content);
    if (stream == NULL)
    {
        xp_error_set(error, "cannot open \"%s\": %s", path, strerror(errno));
    }
    else
    {
        status = read_stream(content, stream, path, error);
    }
    if (stream != NULL && !standard)
    {
        fclose(stream);
    }
    if (status == XP_OK)
    {
        *length = content->length;
        *text = xp_string_take(content);
        *text = *text == NULL ? xp_strdup("") : *text;
    }
    else
    {
        free(error->path);
        error->path = xp_strdup(path);
    }
    xp_string_clear(content);
    return status;
}

char *xp_file_beside(const char *base, const char *directory, const char *name)
{
    const char *slash = base == NULL ? NULL : strrchr(base, '/');
    xp_string_t path;

    xp_string_init(path);
    if (name[0] != '/' && directory != NULL)
    {
        xp_string_printf(path, "%s/", directory);
    }
    else if (name[0] != '/' && slash != NULL)
    {
        xp_string_add_bytes(path, base, (size_t) (slash - base) + 1);
    }
    xp_string_add(path, name);
    return xp_string_take(path);
}
