/** One request and what its answer means (docs/tablet-protocol.md). */

import type { LogEvent } from "../log/event.ts";
import type { Receipt } from "../log/store.ts";

export interface Problem {
  readonly code?: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly resend_from?: number;
}

export type Answer =
  | { readonly is: "receipts"; readonly now: string; readonly receipts: readonly Receipt[] }
  | { readonly is: "resend"; readonly from: number }
  | { readonly is: "too_large" }
  | { readonly is: "wait"; readonly ms: number }
  | { readonly is: "sign_in" }
  | { readonly is: "revoked" }
  | { readonly is: "refused"; readonly problem: Problem }
  /** No network, a server that fails, an answer that cannot be read: nothing is known, send again. */
  | { readonly is: "lost" };

const TIMEOUT_MS = 30000;

export function request(
  path: string,
  body: BodyInit,
  type: string,
  csrf?: string,
): Promise<Response> {
  const headers: Record<string, string> = { "Content-Type": type };
  if (csrf) headers["X-CSRF-Token"] = csrf;
  return fetch(path, {
    method: "POST",
    headers,
    body,
    credentials: "same-origin",
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}

export function post(path: string, body: unknown, csrf?: string): Promise<Response> {
  return request(path, JSON.stringify(body), "application/json", csrf);
}

/** {} for a body that is no problem. */
export async function problemOf(response: Response): Promise<Problem> {
  try {
    return ((await response.json()) as Problem | null) ?? {};
  } catch {
    return {};
  }
}

const RETRY_MS = 5000;

/** Seconds or a date (RFC 9110, 10.2.3). */
export function retryAfter(header: string | null, now: number): number {
  const seconds = Number(header ?? Number.NaN);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header ?? "") - now;
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, 600000) : RETRY_MS;
}

function isReceipt(value: unknown): value is Receipt {
  const { id, status } = (value ?? {}) as Receipt;
  return typeof id === "string" && ["stored", "duplicate", "rejected"].includes(status);
}

async function receiptsOf(response: Response, events: readonly LogEvent[]): Promise<Answer> {
  const body = (await response.json()) as { now?: string; results?: unknown[] };
  const sent = new Set(events.map((event) => event.id));
  const receipts = (body.results ?? []).filter(isReceipt).filter(({ id }) => sent.has(id));
  if (!receipts.some(({ id }) => id === events[0]?.id)) return { is: "lost" };
  return { is: "receipts", now: body.now ?? "", receipts };
}

async function answerOf(response: Response, events: readonly LogEvent[]): Promise<Answer> {
  const { status } = response;
  if (status === 200) return receiptsOf(response, events);
  if (status === 401) return { is: "sign_in" };
  if (status === 403) return { is: "revoked" };
  if (status === 413) return { is: "too_large" };
  if (status === 429 || status === 503)
    return { is: "wait", ms: retryAfter(response.headers.get("Retry-After"), Date.now()) };
  if (status >= 500) return { is: "lost" };
  const problem = await problemOf(response);
  if (status === 409 && Number.isInteger(problem.resend_from))
    return { is: "resend", from: problem.resend_from as number };
  return { is: "refused", problem };
}

export async function sendEvents(
  device: string,
  sentAt: string,
  events: readonly LogEvent[],
  csrf: string | undefined,
): Promise<Answer> {
  try {
    const body = { device, sent_at: sentAt, events };
    return await answerOf(await post("/api/v1/sync/events", body, csrf), events);
  } catch {
    return { is: "lost" };
  }
}

export async function sendPhoto(
  sha256: string,
  bytes: ArrayBuffer,
  csrf: string | undefined,
): Promise<"sent" | "later" | "sign_in" | "revoked" | "refused"> {
  try {
    const path = `/api/v1/sync/photos/${sha256}`;
    const { status } = await request(path, bytes, "image/jpeg", csrf);
    if (status === 200) return "sent";
    if (status === 401) return "sign_in";
    if (status === 403) return "revoked";
    return status === 404 || status === 422 ? "refused" : "later";
  } catch {
    return "later";
  }
}
