import type {
  TransferRequest,
  TransferRequest_Kind,
} from "@proto/shelfshare/market/v1/resources_pb";
import {
  type RequestScope,
  type WatchTransferRequestsResponse,
} from "@proto/shelfshare/market/v1/transfer_request_service_pb";
import type { Api } from "./index";
import { refusalOf, type Refusal } from "./refusal";
import { millisOf } from "./times";

/** Hears how a watch goes. Never called after the watch was stopped. */
export interface Watcher {
  /** A stream begins: its list follows, then `synced`. */
  begun(): void;
  changed(request: TransferRequest): void;
  left(request: TransferRequest): void;
  /** The list is complete, as of the node's time. */
  synced(asOfMillis: number): void;
  /** Something came, if only a heartbeat. */
  alive(): void;
  /** The stream broke; it is tried again after so long. */
  broken(refusal: Refusal, againInMillis: number): void;
}

/** A connection that says nothing for three heartbeats is dead. */
const SILENCE_MILLIS = 30_000;
const PAUSE_MILLIS = 500;
const PAUSE_MILLIS_MAX = 8_000;

/** How long to wait before the n-th try in a row (from 0), with some randomness. */
export function pauseMillis(failures: number, random: number): number {
  const full = Math.min(PAUSE_MILLIS * 2 ** failures, PAUSE_MILLIS_MAX);
  return full * (0.5 + random / 2);
}

/**
 * Watches the requests that a store sees: lists, then hears each change, and begins again whenever
 * the stream breaks, the network is back, or the page wakes up after a silence.
 */
export class RequestWatch {
  private readonly end = new AbortController();
  private stream = new AbortController();
  private failures = 0;
  private heardAt = Date.now();
  private wake: () => void = () => undefined;

  constructor(
    private readonly api: Api,
    private readonly parent: string,
    private readonly scope: RequestScope,
    private readonly watcher: Watcher,
    /** Of the market, which kind; demands where it is not given. */
    private readonly kind?: TransferRequest_Kind,
  ) {}

  start(): void {
    void this.run();
    const watchdog = setInterval(() => {
      if (Date.now() - this.heardAt > SILENCE_MILLIS) {
        this.stream.abort();
      }
    }, 2_000);
    const again = () => this.tryNow();
    const lost = () => this.stream.abort();
    window.addEventListener("online", again);
    window.addEventListener("offline", lost);
    document.addEventListener("visibilitychange", again);
    this.end.signal.addEventListener("abort", () => {
      clearInterval(watchdog);
      window.removeEventListener("online", again);
      window.removeEventListener("offline", lost);
      document.removeEventListener("visibilitychange", again);
      this.stream.abort();
      this.wake();
    });
  }

  stop(): void {
    this.end.abort();
  }

  /** Does not wait any longer where the last try failed. */
  tryNow(): void {
    this.failures = 0;
    this.wake();
  }

  private async run(): Promise<void> {
    while (!this.end.signal.aborted) {
      this.stream = new AbortController();
      this.heardAt = Date.now();
      let refusal: Refusal;
      try {
        await this.listen();
        refusal = refusalOf(new Error("ended"));
      } catch (thrown) {
        refusal = refusalOf(thrown);
      }
      if (!this.end.signal.aborted) {
        const pause = refusal.retryAfterMillis ?? pauseMillis(this.failures++, Math.random());
        this.watcher.broken(refusal, pause);
        await this.waitFor(pause);
      }
    }
  }

  private async listen(): Promise<void> {
    this.watcher.begun();
    const steps = this.api.requests.watchTransferRequests(
      { parent: this.parent, scope: this.scope, ...(this.kind && { kind: this.kind }) },
      { signal: this.stream.signal },
    );
    for await (const step of steps) {
      if (this.end.signal.aborted) {
        return;
      }
      this.heardAt = Date.now();
      this.failures = 0;
      this.hear(step);
    }
  }

  private hear(response: WatchTransferRequestsResponse): void {
    const step = response.step;
    switch (step.case) {
      case "changed":
        this.watcher.changed(step.value);
        break;
      case "left":
        this.watcher.left(step.value);
        break;
      case "synced":
        this.watcher.synced(millisOf(step.value) ?? 0);
        break;
    }
    this.watcher.alive();
  }

  private waitFor(millis: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, millis);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
