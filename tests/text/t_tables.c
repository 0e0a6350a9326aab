/* Tables from CSV files: the same models written out by hand, and every fault with its place. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <expost/base/string.h>
#include <expost/text/read.h>
#include <expost/text/write.h>

#include "tests/lib/harness.h"

/* A folder of its own for the files of one test. */
static char folder[] = "t_tables-XXXXXX";

static void write_file(const char *name, const char *content)
{
    char path[256];
    FILE *stream;

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    stream = fopen(path, "wb");
    XP_CHECK(stream != NULL);
    if (stream != NULL)
    {
        fputs(content, stream);
        fclose(stream);
    }
}

static void remove_file(const char *name)
{
    char path[256];

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    unlink(path);
}

/* Reads the model m.mech of the folder, where its tables are. */
static xp_status_t read_here(xp_model_t model, const char *text, xp_errors_t errors)
{
    char path[256];

    write_file("m.mech", text);
    snprintf(path, sizeof(path), "%s/m.mech", folder);
    xp_model_init(model);
    xp_errors_init(errors);
    return xp_model_read_file(model, path, NULL, errors);
}

/* The canonical form of a model with tables is that of the model written out. */
static void check_same(const char *text, const char *plain)
{
    xp_model_t model, other;
    xp_errors_t errors;
    xp_string_t first, second;
    xp_status_t status = read_here(model, text, errors);

    XP_CHECK(status == XP_OK);
    for (size_t e = 0; e < errors->count; e++)
    {
        fprintf(stderr, "%s:%ld:%ld: %s\n", errors->error[e].path, errors->error[e].line,
                errors->error[e].column, errors->error[e].message);
    }
    xp_errors_clear(errors);
    xp_model_init(other);
    xp_errors_init(errors);
    XP_CHECK(xp_model_read_text(other, plain, strlen(plain), NULL, NULL, errors) == XP_OK);
    XP_CHECK(errors->count == 0);
    xp_errors_clear(errors);
    xp_string_init(first);
    xp_string_init(second);
    if (status == XP_OK)
    {
        xp_model_write(first, model);
        xp_model_write(second, other);
        XP_CHECK_STR(first->text, second->text);
    }
    xp_string_clear(first);
    xp_string_clear(second);
    xp_model_clear(model);
    xp_model_clear(other);
}

static void test_types(void)
{
    write_file("plain.csv", "value,type\r\n1/4,low\r\n0.75,\"too, high\"\r\n");
    write_file("prior.csv", "type,prior\nlow,1/3\n0.5,2/3\n");
    write_file("fields.csv", "type,x,y,prior\n\"(0,1)\",0,1,0.25\n,3/2,-2,0.75\n");
    check_same("outcomes a\nagent ann { types from \"plain.csv\" }\n"
               "agent bob { types from \"plain.csv\" }\n",
               "outcomes a\nagent ann { types low = 1/4, \"too, high\" = 3/4 }\n"
               "agent bob { types low = 1/4, \"too, high\" = 3/4 }\n");
    check_same("outcomes a\nagent ann { types from \"prior.csv\" }\n",
               "outcomes a\nagent ann { types low, 0.5\nprior 1/3, 2/3 }\n");
    check_same("outcomes a\nagent ann { types from \"fields.csv\"\nvalue a = t.x + t.y }\n",
               "outcomes a\nagent ann { types (x, y) in { (0, 1), (3/2, -2) }\n"
               "prior 1/4, 3/4\nvalue a = t.x + t.y }\n");
    remove_file("plain.csv");
    remove_file("prior.csv");
    remove_file("fields.csv");
}

static void test_values(void)
{
    write_file("v.csv", "trade,type,keep\n1/2,low,3\n2,1,-1\n");
    check_same("outcomes keep, trade\nagent ann { types low, 1\nvalue from \"v.csv\" }\n",
               "outcomes keep, trade\nagent ann { types low, 1\n"
               "value keep { low = 3; 1 = -1 }\nvalue trade { low = 1/2; 1 = 2 } }\n");
    write_file("v.csv", "type,0.50,\"0\"\n\"(0, 1)\",5,6\n\"(1,0)\",7,8\n");
    check_same("outcomes x in {0, 1/2}\nagent ann { types (a, b) in { (0, 1), (1, 0) }\n"
               "value from \"v.csv\" }\n",
               "outcomes x in {0, 1/2}\nagent ann { types (a, b) in { (0, 1), (1, 0) }\n"
               "value \"0\" { (0, 1) = 6; (1, 0) = 8 }\n"
               "value \"1/2\" { (0, 1) = 5; (1, 0) = 7 } }\n");
    remove_file("v.csv");
}

#define HEAD                                                                                     \
    "outcomes keep, trade\nagent ann { types 0, 1 }\nagent \"b b\" { types low = 1, high = 2 }\n"

static void test_profiles(void)
{
    write_file("j.csv", "b b,ann,probability\nlow,0,1/2\n2,1,0.5\n");
    check_same(HEAD "prior joint from \"j.csv\"\n",
               HEAD "prior joint { (0, low) = 1/2; (1, 2) = 1/2 }\n");
    write_file("j.csv", "b b,ann,weight\nlow,0,1\nhigh,1,2\n");
    check_same(HEAD "prior joint from \"j.csv\"\n",
               HEAD "prior joint weights { (0, low) = 1; (1, high) = 2 }\n");
    write_file("j.csv", "ann,b b,outcome\n1,high,keep\n0,low,trade\n0,high,keep\n1,low,trade\n");
    check_same(HEAD "rule from \"j.csv\"\n",
               HEAD "rule { (0, low) = trade; (0, high) = keep; (1, low) = trade\n"
                    "(1, high) = keep }\n");
    write_file("j.csv", "ann,b b,probability,outcome\n1,high,1,keep\n0,low,1/3,trade\n"
                        "0,high,1,keep\n0,low,2/3,keep\n1,low,1,trade\n");
    check_same(HEAD "rule from \"j.csv\"\n",
               HEAD "rule { (0, low) = 1/3 trade + 2/3 keep; (0, high) = keep\n"
                    "(1, low) = trade; (1, high) = keep }\n");
    write_file("j.csv", "ann,b b,payment b b,payment ann\n0,low,1,2\n0,high,-3/4,4\n1,low,5,6\n"
                        "1,high,7,8\n");
    check_same(HEAD "payments from \"j.csv\"\n",
               HEAD "payments { (0, low) = (2, 1); (0, high) = (4, -3/4); (1, low) = (6, 5)\n"
                    "(1, high) = (8, 7) }\n");
    write_file("j.csv", "ann,payment ann\n0,2\n1,4\n");
    check_same("outcomes a\nagent ann { types 0, 1 }\npayments from \"j.csv\"\n",
               "outcomes a\nagent ann { types 0, 1 }\npayments { 0 = 2; 1 = 4 }\n");
    remove_file("j.csv");
}

/* One fault: the file named, line, column, words. */
static void check_fault(const char *text, const char *file, long line, long column,
                        const char *words)
{
    xp_model_t model;
    xp_errors_t errors;
    char path[256];
    int right;

    snprintf(path, sizeof(path), "%s/%s", folder, file);
    XP_CHECK(read_here(model, text, errors) != XP_OK);
    right = errors->count == 1 && errors->error[0].line == line &&
            errors->error[0].column == column && strcmp(errors->error[0].path, path) == 0 &&
            strstr(errors->error[0].message, words) != NULL;
    XP_CHECK(right);
    for (size_t e = 0; e < errors->count && !right; e++)
    {
        fprintf(stderr, "%s: %s:%ld:%ld: %s\n", words, errors->error[e].path,
                errors->error[e].line, errors->error[e].column, errors->error[e].message);
    }
    xp_errors_clear(errors);
    xp_model_clear(model);
}

static void test_type_faults(void)
{
    static const struct
    {
        const char *csv;
        long line;
        long column;
        const char *words;
    } cases[] = {
        {"typ,value\nlow,1\n", 1, 1, "no column \"type\""},
        {"type,value,prio\nlow,1,1\n", 1, 12, "did you mean \"prior\""},
        {"type,value\nlow,abc\n", 2, 5, "number"},
        {"type,value\nlow,1\nhigh\n", 3, 1, "1 cell"},
        {"type,value\nlow,1\n,2\n", 3, 1, "empty"},
        {"type,value\nlow,1\nlow,2\n", 3, 1, "type low stands twice"},
        {"type,value\nlow,1\n\"high,2\n", 3, 1, "never closed"},
        {"type,x\n,1\n", 1, 6, "two columns of fields"},
        {"type,x,y z\n,1,2\n", 1, 8, "name of a field"},
        {"type,x,y\nlow,1,2\n", 2, 1, "named by its numbers"},
        {"type\n", 1, 1, "no types"},
        {"", 1, 1, "empty"},
        {"type,type\n1,1\n", 1, 6, "two columns are called \"type\""},
        {"type,value\n\xC3(,1\n", 2, 1, "UTF-8"},
        {"type,prior\nlow,1/2\nhigh,2/3\n", 1, 6, "sums to 7/6"},
        {"type,prior\nlow,1/2\nhigh,1/0\n", 3, 6, "0"},
        {"type,value\nlow,1e99999\n", 2, 5, "exponent"},
    };

    for (size_t c = 0; c < sizeof(cases) / sizeof(cases[0]); c++)
    {
        write_file("f.csv", cases[c].csv);
        check_fault("outcomes a\nagent ann { types from \"f.csv\" }\n", "f.csv", cases[c].line,
                    cases[c].column, cases[c].words);
    }
    remove_file("f.csv");
    check_fault("outcomes a\nagent ann { types from \"f.csv\" }\n", "m.mech", 2, 24,
                "cannot open");
    check_fault("outcomes a\nagent ann { types from \".\" }\n", "m.mech", 2, 24, "cannot read");
}

static void test_profile_faults(void)
{
    static const struct
    {
        const char *statement;
        const char *csv;
        long line;
        long column;
        const char *words;
    } cases[] = {
        {"prior joint", "ann,bb,probability\n0,low,1\n", 1, 1, "no column \"b b\""},
        {"prior joint", "ann,b b\n0,low\n", 1, 1, "\"probability\" or \"weight\""},
        {"prior joint", "ann,b b,weight,probability\n0,low,1,1\n", 1, 1, "one column"},
        {"prior joint", "ann,b b,weight,eve\n0,low,1,1\n", 1, 16, "column of this table"},
        {"prior joint", "ann,b b,weight\n0,lo,1\n", 2, 3, "did you mean \"low\""},
        {"prior joint", "ann,b b,weight\n0,low,1\n0,low,2\n", 3, 1, "stands twice"},
        {"prior joint", "ann,b b,weight\n0,low,-\n", 2, 7, "number"},
        {"rule", "ann,b b\n0,low\n", 1, 1, "no column \"outcome\""},
        {"rule", "ann,b b,outcome\n0,low,swap\n0,high,keep\n1,low,keep\n1,high,keep\n", 2, 7,
         "no outcome called \"swap\""},
        {"rule", "ann,b b,outcome,probability\n0,low,keep,1/2\n0,high,keep,1\n1,low,keep,1\n"
                 "1,high,keep,1\n", 2, 12, "sum to 1/2"},
        {"rule", "ann,b b,outcome\n0,low,keep\n0,low,keep\n", 3, 1, "stands twice"},
        {"payments", "ann,b b,payment ann\n0,low,1\n", 1, 1, "no column \"payment b b\""},
        {"payments", "ann,b b,payment ann,payment b b\n0,low,1,x\n", 2, 9, "number"},
    };

    for (size_t c = 0; c < sizeof(cases) / sizeof(cases[0]); c++)
    {
        xp_string_t text;

        xp_string_init(text);
        xp_string_printf(text, "%s%s from \"f.csv\"\n", HEAD, cases[c].statement);
        write_file("f.csv", cases[c].csv);
        check_fault(text->text, "f.csv", cases[c].line, cases[c].column, cases[c].words);
        xp_string_clear(text);
    }
    /* What a whole table lacks is said where the model names it. */
    write_file("f.csv", "ann,b b,outcome\n0,low,keep\n1,high,keep\n");
    check_fault(HEAD "rule from \"f.csv\"\n", "m.mech", 4, 11, "misses profile (0, high)");
    write_file("f.csv", "type,keep\n0,1\n1,1\n");
    check_fault("outcomes keep, trade\nagent ann { types 0, 1; value from \"f.csv\" }\n", "f.csv",
                1, 1, "no column \"trade\"");
    write_file("f.csv", "type,keep,trade,swap\n0,1,1,1\n1,1,1,1\n");
    check_fault("outcomes keep, trade\nagent ann { types 0, 1; value from \"f.csv\" }\n", "f.csv",
                1, 17, "no outcome called \"swap\"");
    write_file("f.csv", "type,keep,trade\n0,1,1\n");
    check_fault("outcomes keep, trade\nagent ann { types 0, 1; value from \"f.csv\" }\n", "f.csv",
                1, 1, "misses type 1");
    write_file("f.csv", "type,keep,trade\n0,1,1\n1,1,1\n0,2,2\n");
    check_fault("outcomes keep, trade\nagent ann { types 0, 1; value from \"f.csv\" }\n", "f.csv",
                4, 1, "type 0 stands twice");
    write_file("f.csv", "type,keep,trade\n0,1,1\n2,1,1\n");
    check_fault("outcomes keep, trade\nagent ann { types 0, 1; value from \"f.csv\" }\n", "f.csv",
                3, 1, "no type of agent \"ann\" called \"2\"");
    write_file("f.csv", "type,keep,trade\n0,1,1\n1,1,one\n");
    check_fault("outcomes keep, trade\nagent ann { types 0, 1; value from \"f.csv\" }\n", "f.csv",
                3, 5, "number");
    remove_file("f.csv");
}

/* A given folder goes before that of the model. */
static void test_directory(void)
{
    static const char text[] = "outcomes a\nagent ann { types from \"f.csv\" }\n";
    xp_read_options_t options;
    xp_model_t model;
    xp_errors_t errors;

    write_file("f.csv", "type\n3\n4\n");
    xp_read_options_init(&options);
    options.directory = folder;
    xp_model_init(model);
    xp_errors_init(errors);
    XP_CHECK(xp_model_read_text(model, text, sizeof(text) - 1, "else/where.mech", &options,
                                errors) == XP_OK);
    XP_CHECK(errors->count == 0 && model->environment->agent_count == 1);
    xp_errors_clear(errors);
    xp_model_clear(model);
    remove_file("f.csv");
}

static void test_folder(void)
{
    remove_file("m.mech");
    XP_CHECK(rmdir(folder) == 0);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"types", test_types},
        {"values", test_values},
        {"profiles", test_profiles},
        {"type faults", test_type_faults},
        {"profile faults", test_profile_faults},
        {"directory", test_directory},
        {"folder", test_folder},
    };

    if (mkdtemp(folder) == NULL)
    {
        return 1;
    }
    return XP_TEST_MAIN("tables", tests);
}
