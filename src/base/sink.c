/* Where a long text goes piece by piece. */
#include <expost/base/sink.h>

xp_status_t xp_sink_pass(const xp_sink_t *sink, xp_string_t text, xp_error_t error)
{
    xp_status_t status;

    if (sink == NULL || text->length < XP_SINK_PIECE)
        return XP_OK;
    status = sink->take(sink->data, text->text, text->length, error);
    if (status == XP_OK)
        xp_string_reset(text);
    return status;
}
