// Calls of the HTTP API. A call without an answer is repeated with the same Idempotency-Key: that is what the key is for.

import { cell } from './dom.js';

const PATIENCE = 12_000;

/** Whether the shop was reached when it was last asked. */
export const reached = cell(true);

/** An answer that says no. `code` is stable; see docs/http-errors.md. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = body.code ?? `http_${status}`;
    this.title = body.title ?? 'The shop gave an answer that this page does not understand';
    this.detail = body.detail ?? '';
    this.body = body;
  }

  /** Whether the same request may get another answer later. */
  get passing() {
    return this.status >= 500 && this.code !== 'command_failed';
  }
}

/** No answer: nobody knows whether the request arrived. */
export class Unreachable extends Error {
  code = 'no_answer';
  passing = true;
}

export function randomKey() {
  if (crypto.randomUUID) {
    return crypto.randomUUID();
  }
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // plain http on another host than localhost
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/**
 * One request. Returns status, location and body; throws a Problem or Unreachable.
 * token: of a guest's cart. bearer: of a user. match: the version that the cart must have.
 */
export async function call(method, path, { body, key, token, bearer, match, wait } = {}) {
  const headers = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (key) headers['Idempotency-Key'] = key;
  if (token) headers['Cart-Token'] = token;
  if (bearer) headers.Authorization = `Bearer ${bearer}`;
  if (match) headers['If-Match'] = `"${match}"`;
  if (wait) headers.Prefer = `wait=${wait}`;
  let response;
  let answer;
  try {
    response = await fetch(path, {
      method, headers, body: body === undefined ? undefined : JSON.stringify(body), cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE),
    });
    answer = await response.text();
  } catch (cause) {
    reached.set(false);
    throw new Unreachable('The shop does not answer', { cause });
  }
  reached.set(true);
  const json = parsed(answer);
  if (!response.ok) {
    throw new Problem(response.status, json ?? {});
  }
  return { status: response.status, location: response.headers.get('Location'), body: json };
}

function parsed(answer) {
  try {
    return JSON.parse(answer);
  } catch {
    return null;
  }
}

/** Resolves after that time, or as soon as the browser says that the network is back. */
export function pause(milliseconds) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener('online', done);
  });
}

/** A change of a cart, repeated with one key until it is answered, at most a few times. Returns the body of the answer. */
export async function command(method, path, { key = randomKey(), ...options } = {}) {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await call(method, path, { ...options, key, wait: 10 });
      return answer.status === 202 && answer.body.status_url ? await decided(answer.body.status_url) : answer.body;
    } catch (error) {
      if (!error.passing || attempt === 4) {
        throw error;
      }
      await pause(400 * attempt);
    }
  }
}

/** The outcome of a command that was taken and not decided in time. */
async function decided(statusUrl) {
  for (let attempt = 1; attempt <= 20; attempt++) {
    await pause(1000);
    const { body } = await call('GET', statusUrl);
    if (body.status !== 'pending') {
      return body;
    }
  }
  throw new Unreachable('The shop has taken this and has not decided it yet');
}
