/* Whether two names could be the same person's, written differently: by case, marks on letters,
 * spaces, hyphens, the order of the words, a word left out, the usual romanisations of Kyrgyz and
 * Russian (zh and j, kh and h, y and i …), or a slip or two. It only makes somebody look (workflow,
 * rule 11), so it rather finds too much than too little. */
#ifndef USTA_ASSESS_LIKENESS_H
#define USTA_ASSESS_LIKENESS_H

#include <stdbool.h>

/* Both names valid UTF-8. A slip is a letter too many, too few, another one, or two neighbours
 * swapped; names of up to 3 letters allow none, of up to 7 letters one, longer ones two. */
bool names_alike(const char *a, const char *b);

#endif
