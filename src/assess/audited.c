#include "assess/audited.h"

#include "assess/adjustment.h"
#include "assess/appeal.h"
#include "assess/appeal_line.h"
#include "assess/assignment.h"
#include "assess/attempt.h"
#include "assess/calibration.h"
#include "assess/candidate.h"
#include "assess/concern.h"
#include "assess/conflict.h"
#include "assess/credential.h"
#include "assess/decision.h"
#include "assess/delivery.h"
#include "assess/disclosure.h"
#include "assess/draw.h"
#include "assess/draw_seed.h"
#include "assess/erasure.h"
#include "assess/grant.h"
#include "assess/holiday.h"
#include "assess/incident.h"
#include "assess/inquiry.h"
#include "assess/institution.h"
#include "assess/instrument.h"
#include "assess/machine.h"
#include "assess/person.h"
#include "assess/publication.h"
#include "assess/relationship.h"
#include "assess/result.h"
#include "assess/review.h"
#include "assess/session.h"
#include "assess/settlement.h"
#include "assess/sheet.h"
#include "assess/sitting.h"
#include "assess/sitting_rubric.h"
#include "assess/tablet.h"
#include "assess/text_review.h"
#include "assess/typing.h"

const struct audited *const assess_audited[] = {
    &institution_audited,
    &centre_audited,
    &person_audited,
    &role_grant_audited,
    &role_withdrawal_audited,
    &candidate_audited,
    &candidate_facts_audited,
    &relationship_audited,
    &rubric_version_audited,
    &scheme_version_audited,
    &sitting_audited,
    &sitting_rubric_audited,
    &attempt_audited,
    &assignment_audited,
    &move_audited,
    &sheet_audited,
    &delivery_audited,
    &seal_audited,
    &settlement_audited,
    &review_audited,
    &result_audited,
    &decision_audited,
    &draw_audited,
    &draw_seed_audited,
    &incident_audited,
    &inquiry_audited,
    &instrument_audited,
    &instrument_retirement_audited,
    &calibration_audited,
    &conflict_look_audited,
    &adjustment_audited,
    &text_review_audited,
    &concern_audited,
    &erasure_audited,
    &erasure_end_audited,
    &disclosure_audited,
    &typing_audited,
    &holiday_audited,
    &appeal_audited,
    &appeal_line_audited,
    &credential_audited,
    &tablet_code_audited,
    &tablet_audited,
    &tablet_end_audited,
    &session_audited,
    &session_end_audited,
};
const size_t assess_audited_count = sizeof assess_audited / sizeof *assess_audited;
