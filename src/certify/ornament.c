#include "certify/ornament.h"

#include "certify/wave.h"

/* Pieces of each wave; a cubic curve through a quarter of a sine is off by a sixtieth of its
 * height at most. */
enum { PIECES = 4, MILLION = 1000000 };
static const int64_t pi_millionths = 3141593;

/* A place on a curve and how fast it goes there, per piece. */
struct moment {
    struct point at, speed;
};

static void curve_through(struct content *content, const struct moment *from,
                          const struct moment *to)
{
    struct point control1 = {from->at.x + from->speed.x / 3, from->at.y + from->speed.y / 3};
    struct point control2 = {to->at.x - to->speed.x / 3, to->at.y - to->speed.y / 3};
    content_curve(content, control1, control2, to->at);
}

/* Waves along the x axis, swinging to both sides of it. */
static struct moment straight_moment(int64_t period, int64_t amplitude, int64_t phase, int piece)
{
    int64_t angle = phase + (int64_t)piece * WAVE_TURN / PIECES;
    return (struct moment){
        .at = {period * piece / PIECES, -amplitude * wave_sine(angle) / MILLION},
        .speed = {period / PIECES,
                  -amplitude * wave_cosine(angle) / MILLION * 2 * pi_millionths / PIECES / MILLION},
    };
}

/* Waves round the origin, from straight up on, one wave to a sector of this angle. */
static struct moment round_moment(int64_t radius, int64_t sector, int64_t amplitude, int64_t phase,
                                  int piece)
{
    int64_t angle = phase + (int64_t)piece * WAVE_TURN / PIECES;
    int64_t turned = sector * piece / PIECES;
    int64_t sine = wave_sine(turned), cosine = wave_cosine(turned);
    int64_t distance = radius + amplitude * wave_sine(angle) / MILLION;
    int64_t outward = amplitude * wave_cosine(angle) / MILLION * 2 * pi_millionths / PIECES /
                      MILLION; /* per piece */
    int64_t onward = distance * sector / PIECES * 2 * pi_millionths / MILLION / WAVE_TURN;
    return (struct moment){
        .at = {distance * sine / MILLION, -distance * cosine / MILLION},
        .speed = {(outward * sine + onward * cosine) / MILLION,
                  (onward * sine - outward * cosine) / MILLION},
    };
}

static void straight_tile(struct content *content, const struct guilloche *guilloche,
                          int64_t period)
{
    for (int64_t strand = 0; strand < guilloche->strands; strand++) {
        int64_t phase = strand * WAVE_TURN / guilloche->strands;
        struct moment last = straight_moment(period, guilloche->thickness / 2, phase, 0);
        content_move(content, last.at);
        for (int piece = 1; piece <= PIECES; piece++) {
            struct moment next = straight_moment(period, guilloche->thickness / 2, phase, piece);
            curve_through(content, &last, &next);
            last = next;
        }
    }
    content_stroke(content);
}

static void round_tile(struct content *content, int64_t radius, int64_t sector, int64_t amplitude,
                       int64_t strands)
{
    for (int64_t strand = 0; strand < strands; strand++) {
        int64_t phase = strand * WAVE_TURN / strands;
        struct moment last = round_moment(radius, sector, amplitude, phase, 0);
        content_move(content, last.at);
        for (int piece = 1; piece <= PIECES; piece++) {
            struct moment next = round_moment(radius, sector, amplitude, phase, piece);
            curve_through(content, &last, &next);
            last = next;
        }
    }
    content_stroke(content);
}

static struct point step(struct point from, int quarter, int64_t distance)
{
    static const int along[4][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    return (struct point){from.x + along[quarter][0] * distance,
                          from.y + along[quarter][1] * distance};
}

/* One side of the frame and the corner behind it: quarter 0 is the top, going right. */
static void side_draw(struct content *content, const struct guilloche *guilloche, int quarter,
                      struct point start, int64_t length, int64_t radius)
{
    int64_t turn = (int64_t)quarter * WAVE_TURN / 4;
    int64_t count = (length + guilloche->period / 2) / guilloche->period;
    for (int64_t i = 0; i < count; i++) {
        content_place(content, step(start, quarter, length * i / count), turn, CONTENT_UNSCALED);
        straight_tile(content, guilloche, length / count);
        content_leave(content);
    }
    struct point centre = step(step(start, quarter, length), (quarter + 1) % 4, radius);
    int64_t sector = WAVE_TURN / 4 / guilloche->corner_waves;
    for (int64_t i = 0; i < guilloche->corner_waves; i++) {
        content_place(content, centre, turn + i * sector, CONTENT_UNSCALED);
        round_tile(content, radius, sector, guilloche->thickness / 2, guilloche->strands);
        content_leave(content);
    }
}

static void pen_set(struct content *content, int64_t line_width, struct colour colour)
{
    content_line_width(content, line_width);
    content_stroke_colour(content, colour);
    content_round_ends(content);
}

void guilloche_draw(struct content *content, const struct guilloche *guilloche)
{
    /* the waves swing about a line in the middle of the band; a quarter circle of it holds the
     * corner's waves at the wanted length */
    int64_t radius = 2 * guilloche->corner_waves * guilloche->period * MILLION / pi_millionths;
    int64_t left = guilloche->box.x + guilloche->thickness / 2;
    int64_t top = guilloche->box.y + guilloche->thickness / 2;
    int64_t right = guilloche->box.x + guilloche->box.width - guilloche->thickness / 2;
    int64_t bottom = guilloche->box.y + guilloche->box.height - guilloche->thickness / 2;
    int64_t across = right - left - 2 * radius, down = bottom - top - 2 * radius;
    pen_set(content, guilloche->line_width, guilloche->colour);
    side_draw(content, guilloche, 0, (struct point){left + radius, top}, across, radius);
    side_draw(content, guilloche, 1, (struct point){right, top + radius}, down, radius);
    side_draw(content, guilloche, 2, (struct point){right - radius, bottom}, across, radius);
    side_draw(content, guilloche, 3, (struct point){left, bottom - radius}, down, radius);
}

void rosette_draw(struct content *content, const struct rosette *rosette)
{
    pen_set(content, rosette->line_width, rosette->colour);
    for (int64_t i = 0; i < rosette->lobes; i++) {
        content_place(content, rosette->centre, i * WAVE_TURN / rosette->lobes, CONTENT_UNSCALED);
        round_tile(content, (rosette->inner + rosette->outer) / 2, WAVE_TURN / rosette->lobes,
                   (rosette->outer - rosette->inner) / 2, rosette->strands);
        content_leave(content);
    }
}
