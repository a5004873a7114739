import type { TransferRequest } from "@proto/shelfshare/market/v1/resources_pb";

/**
 * The requests that a watch told of, as they are now. Versions only rise; what a new stream's list
 * does not name is gone.
 */
export class RequestBook {
  private readonly unheard = new Set<string>();

  constructor(private readonly requests: Map<string, TransferRequest>) {}

  /** A stream begins: everything has to be heard of again. */
  begin(): void {
    this.unheard.clear();
    this.requests.forEach((_, name) => this.unheard.add(name));
  }

  /** Returns true where the request is new. */
  changed(request: TransferRequest): boolean {
    this.unheard.delete(request.name);
    const known = this.requests.get(request.name);
    if (!known || known.version <= request.version) {
      this.requests.set(request.name, request);
    }
    return !known;
  }

  left(request: TransferRequest): void {
    this.unheard.delete(request.name);
    this.requests.delete(request.name);
  }

  /** The list is complete; returns what is gone. */
  synced(): TransferRequest[] {
    const gone = [...this.unheard].flatMap((name) => this.requests.get(name) ?? []);
    gone.forEach((request) => this.requests.delete(request.name));
    this.unheard.clear();
    return gone;
  }
}
