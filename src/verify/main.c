/* The program expost-verify: checks certificates, and says what they prove. */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "config.h"
#include "verify/evidence.h"

static const char help[] =
    "usage: expost-verify [--quiet] CERT...\n"
    "Checks certificates of expost without trusting it, and says what each proves.\n"
    "`-` is standard input.\n"
    "\n"
    "  -q, --quiet    print nothing for a certificate that is accepted\n"
    "  -h, --help     print this\n"
    "  -V, --version  print the version\n"
    "\n"
    "Exit status: 0 all accepted, 1 one rejected, 2 bad usage or a file that cannot be\n"
    "opened, 3 a limit was reached, 4 out of memory or a read error.\n"
    "\n"
    "Example: expost-verify trade.cert\n";

static int verify_file(const char *path, int quiet, int with_path)
{
    struct stat about;
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    int status;

    if (file != NULL && fstat(fileno(file), &about) == 0 && S_ISDIR(about.st_mode))
    {
        fclose(file);
        file = NULL;
        errno = EISDIR;
    }
    if (file == NULL)
    {
        fprintf(stderr, "expost-verify: %s: %s\n", path, strerror(errno));
        return errno == ENOMEM ? XP_FAILED : XP_BAD_INPUT;
    }
    status = xp_verify(path, file, quiet, with_path);
    if (file != stdin)
        fclose(file);
    return status;
}

/* The first of 4, 2, 3, 1, 0. */
static int worse(int a, int b)
{
    static const char order[] = {0, 1, 3, 2, 4};

    return order[a] >= order[b] ? a : b;
}

int main(int argc, char **argv)
{
    static const struct option options[] = {{"quiet", no_argument, NULL, 'q'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            {NULL, 0, NULL, 0}};
    int option, i, quiet = 0, status = XP_ACCEPTED;

    xp_memory_start();
    while ((option = getopt_long(argc, argv, "qhV", options, NULL)) != -1)
        switch (option)
        {
        case 'q':
            quiet = 1;
            break;
        case 'h':
            fputs(help, stdout);
            return fflush(stdout) != 0 ? XP_FAILED : XP_ACCEPTED;
        case 'V':
            puts("expost-verify " PACKAGE_VERSION
                 "\nLicence GPL-3.0-or-later; there is no warranty.");
            return fflush(stdout) != 0 ? XP_FAILED : XP_ACCEPTED;
        default:
            fputs("Try `expost-verify --help`.\n", stderr);
            return XP_BAD_INPUT;
        }
    if (optind == argc)
    {
        fputs("expost-verify: no certificate\nTry `expost-verify --help`.\n", stderr);
        return XP_BAD_INPUT;
    }
    for (i = optind; i < argc; i++)
        status = worse(status, verify_file(argv[i], quiet, argc - optind > 1));
    if (fflush(stdout) != 0 || ferror(stdout))
    {
        fprintf(stderr, "expost-verify: standard output cannot be written: %s\n",
                strerror(errno));
        return XP_FAILED;
    }
    return status;
}
