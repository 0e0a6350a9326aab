/* CPU seconds of fwrite of a file's bytes to another file: line by line, and in one piece. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double) time.tv_sec + 1e-9 * (double) time.tv_nsec;
}

static char *read_all(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    long size;

    if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0)
        return NULL;
    rewind(file);
    text = malloc((size_t) size + 1);
    *length = text == NULL ? 0 : fread(text, 1, (size_t) size, file);
    fclose(file);
    return text;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *) a;
    double y = *(const double *) b;

    return (x > y) - (x < y);
}

/* The median of five times. */
static double measure(const char *path, const char *text, size_t length, int by_lines)
{
    double times[5];

    for (int run = 0; run < 5; run++)
    {
        double start = now();
        FILE *file = fopen(path, "wb");
        size_t from = 0;

        if (file == NULL)
            exit(1);
        while (from < length)
        {
            const char *end = by_lines ? memchr(text + from, '\n', length - from) : NULL;
            size_t size = end == NULL ? length - from : (size_t) (end - text) + 1 - from;

            if (fwrite(text + from, 1, size, file) != size)
                exit(1);
            from += size;
        }
        if (fclose(file) != 0)
            exit(1);
        times[run] = now() - start;
    }
    qsort(times, 5, sizeof(double), compare);
    return times[2];
}

int main(int count, char **argument)
{
    size_t length = 0;
    char *text = count == 3 ? read_all(argument[1], &length) : NULL;

    if (text == NULL)
    {
        fprintf(stderr, "usage: fwrite FROM TO\n");
        return 1;
    }
    printf("%.6f %.6f\n", measure(argument[2], text, length, 1),
           measure(argument[2], text, length, 0));
    free(text);
    return 0;
}
