/**
 * A server that speaks the protocol (docs/tablet-protocol.md), as strict as the real one about ids,
 * seq and prev, and that fails on request: answers are lost after the commit, and every status comes.
 */

import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import { canonical, type Json } from "../src/log/canonical.ts";
import type { LogEvent } from "../src/log/event.ts";
import type { Pack } from "../src/pack/pack.ts";

/** What becomes of the next request to send events. */
export type Fault =
  | "lose_answer"
  | "cut"
  | "error"
  | "unauthorized"
  | "revoked"
  | "gap"
  | "too_large"
  | "busy"
  | "garbage";

export interface TestServer {
  readonly address: string;
  /** In the order in which they were stored. */
  readonly stored: LogEvent[];
  readonly photos: Map<string, Buffer>;
  /** Taken one for each request to send events. */
  readonly faults: Fault[];
  /** Which events are refused, and why. */
  refuse: (event: LogEvent) => string | undefined;
  pack: Pack;
  /** Added to the server's clock, ms. */
  skewMs: number;
  dist: string;
  batchLimit: number;
  /** Bytes of bodies sent, by path, as they went over the wire. */
  readonly sent: Map<string, number>;
  requests: number;
  /** Stops and starts to listen: the network goes and comes back. */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const types: { readonly [extension: string]: string } = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
};

const PEOPLE: { readonly [number: string]: { pin: string; person: string; name: string } } = {
  "12": { pin: "4711", person: "gulnara", name: "Гүлнара Исаева" },
  "13": { pin: "1147", person: "nurlan", name: "Нурлан Осмонов" },
};

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function sha256(bytes: string | Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function answer(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  const type = status < 400 ? "application/json" : "application/problem+json";
  response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store", ...headers });
  response.end(JSON.stringify(body));
}

function problem(response: ServerResponse, status: number, more: object = {}, headers = {}): void {
  answer(response, status, { status, code: "fault", detail: "as asked for", ...more }, headers);
}

/** Undefined when the event is bound as it says. */
function chainFault(event: LogEvent, before: LogEvent | undefined): string | undefined {
  const { hash, ...rest } = event;
  if (sha256(canonical(rest as unknown as Json)) !== hash) return "hash";
  if (event.seq !== (before?.seq ?? 0) + 1) return "seq";
  return event.prev === (before?.hash ?? "0".repeat(64)) ? undefined : "prev";
}

export async function startServer(dist: string, pack: Pack): Promise<TestServer> {
  const sessions = new Set<string>();

  function storeEvents(request: { device: string; events: LogEvent[] }, response: ServerResponse) {
    if (request.events.length > test.batchLimit) return problem(response, 413);
    const results: object[] = [];
    for (const event of request.events) {
      const known = test.stored.find(({ id }) => id === event.id);
      const code = test.refuse(event);
      if (!known) {
        const fault = chainFault(event, test.stored.at(-1));
        const from = (test.stored.at(-1)?.seq ?? 0) + 1;
        if (fault === "seq") return problem(response, 409, { resend_from: from });
        if (fault || event.device !== request.device)
          return problem(response, 422, { detail: fault });
        test.stored.push(event);
      }
      const status = code ? "rejected" : known ? "duplicate" : "stored";
      results.push(code ? { id: event.id, status, code } : { id: event.id, status });
    }
    const now = new Date(Date.now() + test.skewMs).toISOString();
    answer(response, 200, { now: `${now.slice(0, 19)}Z`, results });
  }

  const faulty: { readonly [fault in Fault]: (r: ServerResponse, body: Buffer) => void } = {
    lose_answer(response, body) {
      storeEvents(JSON.parse(body.toString()), {
        writeHead: () => undefined,
        end: () => response.destroy(),
      } as unknown as ServerResponse);
    },
    cut: (response) => response.destroy(),
    error: (response) => problem(response, 500),
    unauthorized: (response) => problem(response, 401, { code: "sign_in" }),
    revoked: (response) => problem(response, 403, { code: "revoked" }),
    gap: (response) => problem(response, 409, { resend_from: 1 }),
    too_large: (response) => problem(response, 413),
    busy: (response) => problem(response, 429, {}, { "Retry-After": "1" }),
    garbage(response) {
      response.writeHead(200, { "Content-Type": "text/html" });
      response.end("<html>portal of the hotel</html>");
    },
  };

  const posts: { [path: string]: (body: Buffer, response: ServerResponse) => void } = {
    "/api/v1/tablets/enrol"(body, response) {
      const { code } = JSON.parse(body.toString());
      if (code !== "OFFICE-7") return problem(response, 422, { code: "unknown_code" });
      answer(response, 200, { device: "tablet-7" });
    },
    "/api/v1/session"(body, response) {
      const { number, pin } = JSON.parse(body.toString());
      const person = PEOPLE[number];
      if (person?.pin !== pin) return problem(response, 401, { code: "wrong" });
      sessions.add(`csrf-${number}`);
      const { person: ref, name } = person as { person: string; name: string };
      answer(response, 200, { person: ref, name, csrf: `csrf-${number}` });
    },
    "/api/v1/session/end": (_, response) => answer(response, 200, {}),
    "/api/v1/sync/events"(body, response) {
      const fault = test.faults.shift();
      if (fault) faulty[fault](response, body);
      else storeEvents(JSON.parse(body.toString()), response);
    },
  };

  function postPhoto(path: string, body: Buffer, response: ServerResponse): void {
    const name = path.split("/").at(-1) ?? "";
    if (sha256(body) !== name) {
      problem(response, 422);
      return;
    }
    const status = test.photos.has(name) ? "duplicate" : "stored";
    test.photos.set(name, body);
    answer(response, 200, { status });
  }

  function getPack(request: IncomingMessage, response: ServerResponse): void {
    const text = JSON.stringify(test.pack);
    const tag = `"${sha256(text).slice(0, 16)}"`;
    if (request.headers["if-none-match"] === tag) {
      response.writeHead(304).end();
      return;
    }
    answer(response, 200, test.pack, { ETag: tag });
  }

  function getFile(path: string, response: ServerResponse): void {
    const name = normalize(path.replace(/^\/examiner\//, "")) || "index.html";
    const file = join(test.dist, name === "." || name === "/" ? "index.html" : name);
    let bytes: Buffer;
    try {
      statSync(file);
      bytes = gzipSync(readFileSync(file));
    } catch {
      problem(response, 404);
      return;
    }
    test.sent.set(path, (test.sent.get(path) ?? 0) + bytes.length);
    response.writeHead(200, {
      "Content-Type": types[extname(file)] ?? "application/octet-stream",
      "Content-Encoding": "gzip",
      "Cache-Control": path.includes("/assets/") ? "max-age=31536000, immutable" : "no-cache",
      "Content-Security-Policy": CSP,
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
      "Cross-Origin-Opener-Policy": "same-origin",
    });
    response.end(bytes);
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    test.requests++;
    const path = new URL(request.url ?? "/", "http://x").pathname;
    if (request.method === "POST") {
      const body = await bodyOf(request);
      const post = posts[path];
      if (
        path.startsWith("/api/v1/sync/") &&
        !sessions.has(String(request.headers["x-csrf-token"]))
      )
        return problem(response, 401, { code: "sign_in" });
      if (path.startsWith("/api/v1/sync/photos/")) return postPhoto(path, body, response);
      return post ? post(body, response) : problem(response, 404);
    }
    if (path.startsWith("/api/v1/packs/")) return getPack(request, response);
    if (path.startsWith("/examiner/")) return getFile(path, response);
    problem(response, 404);
  }

  const make = () =>
    createServer((request, response) => {
      serve(request, response).catch(() => problem(response, 500));
    });
  let server: Server = make();
  const listen = (port: number) =>
    new Promise<void>((done) => {
      server.listen(port, "127.0.0.1", done);
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((done) => {
      server.closeAllConnections();
      server.close(() => done());
    });
  const test: TestServer = {
    address: `http://127.0.0.1:${port}/examiner/`,
    stored: [],
    photos: new Map(),
    faults: [],
    refuse: () => undefined,
    pack,
    skewMs: 0,
    dist,
    batchLimit: 100,
    sent: new Map(),
    requests: 0,
    down: close,
    async up() {
      server = make();
      await listen(port);
    },
    close,
  };
  return test;
}
