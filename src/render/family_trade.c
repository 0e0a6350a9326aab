/* The models of trade with a rule and payments of their own: posted price, double auction. */
#include "render/family_impl.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/nearest.h>
#include <expost/model/model.h>
#include <expost/num/rat.h>
#include <expost/text/read.h>

/* Outcomes and agents; a unit is worth t to its owner. */
static void add_traders(xp_string_t out, long types)
{
    xp_string_printf(out,
        "outcomes keep, trade\n"
        "outcome trade requires seller, buyer\n"
        "\n"
        "agent seller {\n"
        "    types grid(0, 1, %ld)\n"
        "    prior uniform\n"
        "    value keep = t          # t is the agent's own type\n"
        "    outside = t             # her property right: she can keep the object\n"
        "}\n"
        "\n"
        "agent buyer {\n"
        "    types grid(0, 1, %ld)\n"
        "    prior uniform\n"
        "    value trade = t         # an outcome that is not named is worth 0\n"
        "}\n"
        "\n",
        types, types);
}

xp_status_t xp_family_posted_price(xp_string_t out, const xp_family_sizes_t *sizes,
                                   const xp_family_texts_t *texts, xp_error_t error)
{
    const char *given = texts->price == NULL ? "1/2" : texts->price;
    xp_string_t price;
    fmpq_t value;

    fmpq_init(value);
    if (xp_rat_set_text(value, given, strlen(given), error) != XP_OK)
    {
        fmpq_clear(value);
        xp_error_set(error, "--price %s: a number or a fraction is needed", given);
        return XP_INPUT;
    }
    xp_string_init(price);
    xp_rat_add_text(price, value);
    xp_string_printf(out,
        "title \"Trade at the posted price %s, %ld equally likely types each\"\n"
        "source \"after Hagerty and Rogerson 1987\"\n"
        "\n"
        "# A seller owns one object, a buyer may buy it.  They trade at the price when both want\n"
        "# to; `-D price=...` replaces it.  Nobody can gain by a lie, and the budget balances.\n"
        "let price = %s\n"
        "\n",
        price->text, sizes->types, price->text);
    add_traders(out, sizes->types);
    xp_string_add(out,
        "rule { trade when t[seller] <= price and price <= t[buyer]; keep otherwise }\n"
        "\n"
        "payment seller = if(outcome == trade, -price, 0)\n"
        "payment buyer = if(outcome == trade, price, 0)\n");
    xp_string_clear(price);
    fmpq_clear(value);
    return XP_OK;
}

/* The two who bid, in the order of the model. */
static const char *const traders[] = {"seller", "buyer"};

#define TRADERS 2

static int is_letter(char c)
{
    return isalnum((unsigned char) c) || c == '_' || (unsigned char) c >= 128;
}

/* formula with t[trader] for each t that stands by itself. */
static void add_composed(xp_string_t out, const char *formula, const char *trader)
{
    const char *from = formula;

    while (*from != '\0')
    {
        size_t length = 1;

        if (!is_letter(*from))
        {
            xp_string_add_char(out, *from++);
            continue;
        }
        while (is_letter(from[length]))
            length++;
        xp_string_add_bytes(out, from, length);
        if (length == 1 && *from == 't' && from[1 + strspn(from + 1, " ")] != '[')
            xp_string_printf(out, "[%s]", trader);
        from += length;
    }
}

/* The bid as an operand: in parentheses unless it is one name or number. */
static void add_bid(xp_string_t out, const char *formula, const char *trader)
{
    int plain = 1;
    const char *c;

    for (c = formula; *c != '\0'; c++)
        plain = plain && is_letter(*c);
    if (!plain)
        xp_string_add_char(out, '(');
    add_composed(out, formula, trader);
    if (!plain)
        xp_string_add_char(out, ')');
}

/* Adds the model for these bids; NULL: the type itself. */
static void add_double_auction(xp_string_t out, long types, char *const *bid)
{
    xp_string_t ask, offer;

    xp_string_init(ask);
    xp_string_init(offer);
    add_bid(ask, bid[0] == NULL ? "t" : bid[0], "seller");
    add_bid(offer, bid[1] == NULL ? "t" : bid[1], "buyer");
    xp_string_printf(out,
        "title \"Double auction%s, %ld equally likely types each\"\n"
        "source \"Chatterjee and Samuelson 1983\"\n"
        "\n"
        "# A seller owns one object, a buyer may buy it.  Both bid; they trade when the buyer\n"
        "# bids as much as the seller or more, at the price that gives the buyer's bid the\n"
        "# weight k, which `-D k=...` replaces.\n",
        bid[0] == NULL && bid[1] == NULL ? "" : " with given bids", types);
    if (bid[0] == NULL && bid[1] == NULL)
        xp_string_add(out, "# Everyone bids the own type.\n");
    else
        xp_string_printf(out,
            "# The seller bids %s, the buyer %s:\n"
            "# that makes rule and payments functions of the types.  They are BIC exactly when\n"
            "# nobody gains by the bid of another type.\n",
            bid[0] == NULL ? "t" : bid[0], bid[1] == NULL ? "t" : bid[1]);
    xp_string_add(out, "let k = 1/2\n\n");
    add_traders(out, types);
    xp_string_printf(out,
        "rule { trade when %s <= %s; keep otherwise }\n"
        "\n"
        "payment seller = if(outcome == trade, -(k * %s + (1 - k) * %s), 0)\n"
        "payment buyer = if(outcome == trade, k * %s + (1 - k) * %s, 0)\n",
        ask->text, offer->text, offer->text, ask->text, offer->text, ask->text);
    xp_string_clear(offer);
    xp_string_clear(ask);
}

static char *copy_trimmed(const char *text, size_t length)
{
    while (length > 0 && isspace((unsigned char) *text))
        text++, length--;
    while (length > 0 && isspace((unsigned char) text[length - 1]))
        length--;
    return xp_strndup(text, length);
}

/* Reads one "NAME = FORMULA". */
static xp_status_t read_bid(char **bid, const char *text, size_t length, xp_error_t error)
{
    const char *sign = memchr(text, '=', length), *nearest;
    char *name, *formula;
    xp_status_t status = XP_INPUT;
    size_t i;

    if (sign == NULL)
    {
        name = copy_trimmed(text, length);
        xp_error_set(error, "--bids: `%s` has no `=`; write \"seller = FORMULA; buyer = FORMULA\"",
                     name);
        free(name);
        return XP_INPUT;
    }
    name = copy_trimmed(text, (size_t) (sign - text));
    formula = copy_trimmed(sign + 1, (size_t) (text + length - sign - 1));
    for (i = 0; i < TRADERS && strcmp(name, traders[i]) != 0; i++)
        continue;
    nearest = xp_nearest(name, (const char **) traders, TRADERS);
    if (i == TRADERS && nearest != NULL)
        xp_error_set(error, "--bids: `%s` does not bid; did you mean `%s`?", name, nearest);
    else if (i == TRADERS)
        xp_error_set(error, "--bids: `%s` does not bid; it is seller or buyer", name);
    else if (bid[i] != NULL)
        xp_error_set(error, "--bids: there are two formulas for the %s", name);
    else if (*formula == '\0' || strpbrk(formula, "#{}\"\n\r") != NULL)
        xp_error_set(error, "--bids: a formula of the own type t is needed for the %s, as "
                            "2/3*t + 1/4", name);
    else
        status = XP_OK;
    if (status == XP_OK)
        bid[i] = formula;
    else
        free(formula);
    free(name);
    return status;
}

/* The model with few types is read: what is wrong with the formulas is said here. */
static xp_status_t check_formulas(char *const *bid, xp_error_t error)
{
    xp_status_t status;
    xp_errors_t errors;
    xp_model_t model;
    xp_string_t text;

    xp_string_init(text);
    xp_model_init(model);
    xp_errors_init(errors);
    add_double_auction(text, 3, bid);
    status = xp_model_read_text(model, text->text, text->length, NULL, NULL, errors);
    if (status != XP_OK)
        xp_error_set(error, "--bids: %s",
                     errors->count > 0 ? errors->error[0].message : "these cannot be read");
    xp_errors_clear(errors);
    xp_model_clear(model);
    xp_string_clear(text);
    return status == XP_OK ? XP_OK : XP_INPUT;
}

static xp_status_t read_bids(char **bid, const char *text, xp_error_t error)
{
    xp_status_t status = XP_OK;

    while (status == XP_OK && *text != '\0')
    {
        size_t length = strcspn(text, ";");

        /* a last semicolon may stand */
        if (strspn(text, " \t") < length || text[length] == ';')
            status = read_bid(bid, text, length, error);
        text += length + (text[length] == ';');
    }
    if (status == XP_OK && bid[0] == NULL && bid[1] == NULL)
    {
        xp_error_set(error, "--bids: write \"seller = FORMULA; buyer = FORMULA\"");
        status = XP_INPUT;
    }
    return status == XP_OK ? check_formulas(bid, error) : status;
}

xp_status_t xp_family_double_auction(xp_string_t out, const xp_family_sizes_t *sizes,
                                     const xp_family_texts_t *texts, xp_error_t error)
{
    char *bid[TRADERS] = {NULL, NULL};
    xp_status_t status = XP_OK;

    if (texts->bids != NULL)
        status = read_bids(bid, texts->bids, error);
    if (status == XP_OK)
        add_double_auction(out, sizes->types, bid);
    free(bid[0]);
    free(bid[1]);
    return status;
}
