#include "web/health.h"
#include "web/route.h"

const struct route routes[] = {
    {.method = "GET",
     .path = "/healthz",
     .access = ACCESS_LOCAL,
     .run = health_show,
     .answers = "it reads its registry: {\"healthy\": true}",
     .summary = "whether the server serves"},
    {.method = "GET",
     .path = "/metrics",
     .access = ACCESS_LOCAL,
     .run = health_metrics,
     .answers = "counters in the text format of Prometheus",
     .summary = "what the server counts about itself"},
    {.method = "GET",
     .path = "/api/openapi.json",
     .access = ACCESS_ANYBODY,
     .run = health_document,
     .answers = "OpenAPI 3.1",
     .summary = "this description"},
    {.method = NULL},
};
