/* Columns that UTF-8 text takes in a terminal. */
#include <expost/render/width.h>

typedef struct
{
    unsigned long first;
    unsigned long last;
} range_t;

/* Marks that combine with the character before them, and invisible characters. */
static const range_t zero_width[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05BF}, {0x05C1, 0x05C2},
    {0x05C4, 0x05C5}, {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0670, 0x0670}, {0x06D6, 0x06DC},
    {0x06DF, 0x06E4}, {0x06E7, 0x06E8}, {0x06EA, 0x06ED}, {0x093C, 0x093C}, {0x0941, 0x0948},
    {0x094D, 0x094D}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2064}, {0x20D0, 0x20FF},
    {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF}};

/* East Asian wide and full-width characters, emoji. */
static const range_t double_width[] = {
    {0x1100, 0x115F}, {0x231A, 0x231B}, {0x2329, 0x232A}, {0x23E9, 0x23EC}, {0x2E80, 0x303E},
    {0x3041, 0x33FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xA000, 0xA4CF}, {0xA960, 0xA97F},
    {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x1FA70, 0x1FAFF},
    {0x20000, 0x2FFFD}, {0x30000, 0x3FFFD}};

static int is_in(unsigned long character, const range_t *range, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++)
        if (character >= range[i].first && character <= range[i].last)
            return 1;
    return 0;
}

size_t xp_width_decode(unsigned long *character, const char *text, size_t length)
{
    static const unsigned long least[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char first = (unsigned char) text[0];
    unsigned long value;
    size_t bytes, i;

    if (first < 0x80)
    {
        *character = first;
        return 1;
    }
    *character = 0xFFFD;
    bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || bytes > length)
        return 1;
    value = first & (0x7Fu >> bytes);
    for (i = 1; i < bytes; i++)
    {
        unsigned char next = (unsigned char) text[i];

        if ((next & 0xC0) != 0x80)
            return 1;
        value = value << 6 | (next & 0x3F);
    }
    if (value < least[bytes] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 1;
    *character = value;
    return bytes;
}

int xp_width_of(unsigned long character)
{
    if (character < 0x300)
        return 1;
    if (is_in(character, zero_width, sizeof zero_width / sizeof zero_width[0]))
        return 0;
    return is_in(character, double_width, sizeof double_width / sizeof double_width[0]) ? 2 : 1;
}

size_t xp_width(const char *text, size_t length)
{
    size_t width = 0;

    while (length > 0)
    {
        unsigned long character;
        size_t bytes = xp_width_decode(&character, text, length);

        width += (size_t) xp_width_of(character);
        text += bytes;
        length -= bytes;
    }
    return width;
}
