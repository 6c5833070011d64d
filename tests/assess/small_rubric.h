/* A rubric of six lines that has one of everything, written by hand:
 *   A (minimum 60)  A1 check, weight 20, critical, stops_attempt
 *                   A2 share_percent less 25, weight 10, "scale_fault" allowed
 *                   A3 min of 2 temperatures with 1 decimal, weight 10, stricter for RU
 *   B               B1 levels l0 0, l1 70, l2 85, l3 100, weight 30, pass 70, two raters
 *                   B2 at most 90 min 100, at most 100 min 60, weight 20, extra time, "no_gas"
 * allowed C (minimum 50)  C1 check, weight 10, "no_gas" allowed Pass mark 70, not_applicable_limit
 * 20, destinations RU and TR. */
#ifndef USTA_TESTS_ASSESS_SMALL_RUBRIC_H
#define USTA_TESTS_ASSESS_SMALL_RUBRIC_H

#include "assess/rubric.h"

extern const struct rubric small_rubric;

#endif
