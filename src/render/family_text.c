/* The models of the families, as an economist would type them. */
#include "render/family_impl.h"

void xp_family_bilateral_trade(xp_string_t out, const xp_family_sizes_t *sizes)
{
    const long k = sizes->types;

    xp_string_printf(out,
        "title \"Bilateral trade, %ld equally likely types each\"\n"
        "source \"after Myerson and Satterthwaite 1983\"\n"
        "\n"
        "# A seller owns one object, a buyer may buy it.  The buyer's types lie between the\n"
        "# seller's, so that the sign of the gains from trade is never in doubt.\n"
        "outcomes keep, trade\n"
        "outcome trade requires seller, buyer\n"
        "\n"
        "agent seller {\n"
        "    types grid(0, %ld/%ld, %ld)\n"
        "    prior uniform\n"
        "    value keep = t          # t is the agent's own type\n"
        "    outside = t             # her property right: she can keep the object\n"
        "}\n"
        "\n"
        "agent buyer {\n"
        "    types grid(1/%ld, %ld/%ld, %ld)\n"
        "    prior uniform\n"
        "    value trade = t         # an outcome that is not named is worth 0\n"
        "}\n",
        k, k - 1, k, k, 2 * k, 2 * k - 1, 2 * k, k);
}

void xp_family_auction(xp_string_t out, const xp_family_sizes_t *sizes)
{
    xp_string_printf(out,
        "title \"Auction of one object, %ld %s with %ld values each\"\n"
        "source \"Vickrey 1961\"\n"
        "\n"
        "# The object goes to one of the bidders; a bidder's type is what it is worth to her.\n"
        "# The pivot payments are the second price.\n"
        "outcomes owner(agents)\n"
        "\n"
        "agent bidder[1..%ld] {\n"
        "    types 0..%ld\n"
        "    prior uniform\n"
        "    value owner(self) = t\n"
        "}\n",
        sizes->agents, sizes->agents == 1 ? "bidder" : "bidders", sizes->types, sizes->agents,
        sizes->types - 1);
}

void xp_family_sale(xp_string_t out, const xp_family_sizes_t *sizes)
{
    xp_string_printf(out,
        "title \"Sale of one object, %ld %s with %ld %s each\"\n"
        "source \"after Myerson 1981\"\n"
        "\n"
        "# The seller, to whom the object is worth nothing, may keep it; a bidder's type is what\n"
        "# it is worth to her.  `expost auction` compares what the seller can expect.\n"
        "outcomes owner(agents), nobody\n"
        "\n"
        "agent bidder[1..%ld] {\n"
        "    types 0..%ld\n"
        "    prior uniform\n"
        "    value owner(self) = t\n"
        "}\n",
        sizes->agents, sizes->agents == 1 ? "bidder" : "bidders", sizes->types,
        sizes->types == 1 ? "value" : "values", sizes->agents, sizes->types - 1);
}

void xp_family_partnership(xp_string_t out, const xp_family_sizes_t *sizes)
{
    xp_string_printf(out,
        "title \"Partnership of %ld with equal shares, %ld types each\"\n"
        "source \"after Cramton, Gibbons and Klemperer 1987\"\n"
        "\n"
        "# One partner shall own the whole.  A partner's type is the value of the whole to him;\n"
        "# without an agreement he keeps his share of it.\n"
        "outcomes owner(agents)\n"
        "\n"
        "agent partner[1..%ld] {\n"
        "    types grid(0, 1, %ld)\n"
        "    prior uniform\n"
        "    value owner(self) = t\n"
        "    outside = t / n         # n is the number of agents\n"
        "}\n",
        sizes->agents, sizes->types, sizes->agents, sizes->types);
}

void xp_family_public_project(xp_string_t out, const xp_family_sizes_t *sizes)
{
    xp_string_printf(out,
        "title \"Public project, %ld %s with %ld types each\"\n"
        "source \"after Clarke 1971\"\n"
        "\n"
        "# The project costs C, which `-D C=...` replaces.  A citizen's type is what the project\n"
        "# is worth to her; nobody can be left out of its benefits.\n"
        "let C = %ld/2\n"
        "\n"
        "outcomes no, yes\n"
        "cost yes = C\n"
        "\n"
        "agent citizen[1..%ld] {\n"
        "    types 0..%ld\n"
        "    prior uniform\n"
        "    value yes = t\n"
        "}\n",
        sizes->agents, sizes->agents == 1 ? "citizen" : "citizens", sizes->types,
        sizes->agents * (sizes->types - 1), sizes->agents, sizes->types - 1);
}

void xp_family_vacation(xp_string_t out, const xp_family_sizes_t *sizes)
{
    (void) sizes;
    xp_string_add(out,
        "title \"Vacation destination\"\n"
        "source \"Bernard, ECON 7219, slides 7\"\n"
        "\n"
        "# Five friends choose where to go.  A type is four values, one for each destination,\n"
        "# so that there are 5^4 types of each friend and 5^20 profiles: too many to list, but\n"
        "# `show --at PROFILE` and `pay -m pivot --at PROFILE` answer at one of them.\n"
        "outcomes Australia, France, Mexico, Thailand\n"
        "\n"
        "agent Aaron, Blake, Cameron, Denise, Eva {\n"
        "    types (australia, france, mexico, thailand in 0..4)\n"
        "    prior uniform\n"
        "    value Australia = t.australia\n"
        "    value France = t.france\n"
        "    value Mexico = t.mexico\n"
        "    value Thailand = t.thailand\n"
        "}\n");
}

void xp_family_roommates(xp_string_t out, const xp_family_sizes_t *sizes)
{
    xp_string_printf(out,
        "title \"Roommates and a new couch, %ld values each\"\n"
        "source \"Bernard, ECON 7219, slides 7, on a grid\"\n"
        "\n"
        "# A new couch costs 15000.  Each roommate's type is what it is worth to him or her.\n"
        "let C = 15000\n"
        "\n"
        "outcomes keep, buy\n"
        "cost buy = C\n"
        "\n"
        "agent Alan, Britt, Cedric, Diane {\n"
        "    types grid(1000, 7000, %ld)\n"
        "    prior uniform\n"
        "    value buy = t\n"
        "}\n",
        sizes->types, sizes->types);
}

void xp_family_quadratic(xp_string_t out, const xp_family_sizes_t *sizes)
{
    int whole = (sizes->outcomes - 1) % (sizes->agents * (sizes->types - 1)) == 0;

    xp_string_printf(out,
        "title \"Quadratic public decision, %ld %s with %ld types each\"\n"
        "source \"after Groves and Loeb 1975\"\n"
        "\n"
        "# A decision x is taken for all.  An agent's type is the x that he likes best, and\n"
        "# efficient is the x nearest to the mean of the types.  %s\n"
        "let lambda = 1\n"
        "\n"
        "outcomes x in grid(0, %ld, %ld)\n"
        "\n"
        "agent member[1..%ld] {\n"
        "    types 0..%ld\n"
        "    prior uniform\n"
        "    value = lambda * (t * x - x^2 / 2)\n"
        "}\n",
        sizes->agents, sizes->agents == 1 ? "agent" : "agents", sizes->types,
        whole ? "Every mean is on the grid." : "Not every mean is on the grid.",
        sizes->types - 1, sizes->outcomes, sizes->agents, sizes->types - 1);
}
