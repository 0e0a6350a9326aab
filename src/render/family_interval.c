/* The models of the families whose types are intervals. */
#include "render/family_impl.h"

void xp_family_interval_partnership(xp_string_t out, const xp_family_sizes_t *sizes)
{
    xp_string_printf(out,
        "title \"Partnership of %ld with equal shares, uniform values\"\n"
        "source \"Cramton, Gibbons and Klemperer 1987\"\n"
        "\n"
        "# One partner shall own the whole.  A partner's type is the value of the whole to him;\n"
        "# without an agreement he keeps his share of it.\n"
        "agent partner[1..%ld] {\n"
        "    types in [0, 1]\n"
        "    prior uniform           # or: prior cdf = (3*t - t^2)/2, prior normal(1/2, 1/10)\n"
        "    share = 1/n             # n is the number of agents\n"
        "}\n",
        sizes->agents, sizes->agents);
}

void xp_family_interval_trade(xp_string_t out, const xp_family_sizes_t *sizes)
{
    (void) sizes;
    xp_string_add(out,
        "title \"Bilateral trade, uniform cost and value\"\n"
        "source \"Myerson and Satterthwaite 1983\"\n"
        "\n"
        "# A seller owns one object, a buyer may buy it.\n"
        "outcomes keep, trade\n"
        "outcome trade requires seller, buyer\n"
        "\n"
        "agent seller {\n"
        "    types in [0, 1]\n"
        "    prior uniform\n"
        "    value keep = t          # t is the agent's own type\n"
        "    outside = t             # her property right: she can keep the object\n"
        "}\n"
        "\n"
        "agent buyer {\n"
        "    types in [0, 1]\n"
        "    prior uniform\n"
        "    value trade = t         # an outcome that is not named is worth 0\n"
        "}\n");
}

void xp_family_interval_project(xp_string_t out, const xp_family_sizes_t *sizes)
{
    xp_string_printf(out,
        "title \"Public project, %ld %s with uniform values\"\n"
        "source \"Mailath and Postlewaite 1990\"\n"
        "\n"
        "# The project costs C, which `-D C=...` replaces.  A citizen's type is what the project\n"
        "# is worth to her; nobody can be left out of its benefits.\n"
        "let C = %ld/2\n"
        "\n"
        "outcomes no, yes\n"
        "cost yes = C\n"
        "\n"
        "agent citizen[1..%ld] {\n"
        "    types in [0, 1]\n"
        "    prior uniform\n"
        "    value yes = t\n"
        "}\n",
        sizes->agents, sizes->agents == 1 ? "citizen" : "citizens", sizes->agents,
        sizes->agents);
}
