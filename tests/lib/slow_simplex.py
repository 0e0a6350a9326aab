"""A slow exact linear program solver in whole numbers, for the slow references.

minimise objective . z subject to rows; the first `free` variables have any sign, the others
are >= 0.  Two phases, Bland's rule, a whole-number tableau with a common denominator
(Edmonds 1967), so that no answer depends on any other program.
"""

from fractions import Fraction
from math import gcd


def whole(row):
    """The row of fractions times the least number that makes it whole."""
    scale = 1
    for entry in row:
        scale = scale * entry.denominator // gcd(scale, entry.denominator)
    return [int(entry * scale) for entry in row], scale


class Tableau:
    """rows[r] and cost hold whole numbers; the true entries are those over `over`."""

    def __init__(self, rows, basis, cost):
        self.rows = rows
        self.basis = basis
        self.cost = cost
        self.over = 1

    def pivot(self, r, c):
        pivot_row = self.rows[r]
        p = pivot_row[c]
        sign = 1 if p > 0 else -1
        for other in [row for k, row in enumerate(self.rows) if k != r] + [self.cost]:
            q = other[c]
            for j, entry in enumerate(pivot_row):
                value = other[j] * p
                if q and entry:
                    value -= q * entry
                other[j] = sign * value // self.over
        if sign < 0:
            for j, entry in enumerate(pivot_row):
                pivot_row[j] = -entry
        self.over = abs(p)
        self.basis[r] = c

    def run(self, columns):
        """To the optimum over the columns allowed: True, or False when unbounded."""
        while True:
            c = next((j for j in columns if self.cost[j] < 0), None)
            if c is None:
                return True
            best = None
            for r, row in enumerate(self.rows):
                if row[c] > 0:
                    key = (Fraction(row[-1], row[c]), self.basis[r])
                    if best is None or key < best[0]:
                        best = (key, r)
            if best is None:
                return False
            self.pivot(best[1], c)


def solve(count, free, rows, objective=None):
    """rows: (coefficients by variable as a dict, right, is_equation), left >= right or =.

    Answers ("infeasible", None), ("unbounded", None) or ("optimal", least value).
    """
    # z_j = y_j - y_common for the free variables; then slacks, then artificials
    common = count
    slacks = sum(1 for row in rows if not row[2])
    width = count + 1 + slacks + len(rows)
    table, basis = [], []
    slack = count + 1
    for r, (left, right, equation) in enumerate(rows):
        line = [Fraction(0)] * (count + 1 + slacks) + [Fraction(right)]
        for j, q in left.items():
            line[j] += q
            if j < free:
                line[common] -= q
        if not equation:
            line[slack] = Fraction(-1)
            slack += 1
        numbers, _ = whole(line)
        if numbers[-1] < 0:
            numbers = [-q for q in numbers]
        artificial = [0] * len(rows)
        artificial[r] = 1
        table.append(numbers[:-1] + artificial + numbers[-1:])
        basis.append(count + 1 + slacks + r)
    cost = [-sum(row[j] for row in table) for j in range(width + 1)]
    for j in range(count + 1 + slacks, width):
        cost[j] = 0
    tableau = Tableau(table, basis, cost)
    real = range(count + 1 + slacks)
    tableau.run(real)
    if tableau.cost[-1] != 0:
        return "infeasible", None
    # artificials that are still basic, at 0, leave or their rows are redundant
    for r in range(len(rows)):
        if tableau.basis[r] >= len(real):
            c = next((j for j in real if tableau.rows[r][j] != 0), None)
            if c is not None:
                tableau.pivot(r, c)
    keep = [r for r in range(len(rows)) if tableau.basis[r] < len(real)]
    tableau.rows = [tableau.rows[r] for r in keep]
    tableau.basis = [tableau.basis[r] for r in keep]
    if not objective:
        return "optimal", Fraction(0)
    line = [Fraction(0)] * (width + 1)
    for j, q in objective.items():
        line[j] += q
        if j < free:
            line[common] -= q
    numbers, scale = whole(line)
    reduced = [q * tableau.over for q in numbers]
    for row, j in zip(tableau.rows, tableau.basis):
        if numbers[j]:
            for k, entry in enumerate(row):
                reduced[k] -= numbers[j] * entry
    tableau.cost = reduced
    if not tableau.run(real):
        return "unbounded", None
    return "optimal", Fraction(-tableau.cost[-1], tableau.over * scale)
