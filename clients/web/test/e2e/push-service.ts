import {
  createDecipheriv,
  createECDH,
  createHmac,
  createPublicKey,
  randomBytes,
  verify,
} from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import {
  Endpoint_Channel as Channel,
  type Endpoint,
} from "../../target/api/shelfshare/market/v1/notification_service_pb";
import type { Chain } from "./people";

/** What a node sends, as a browser reads it. */
export interface Received {
  readonly id: string;
  readonly endpoint: string;
  readonly title: string;
  readonly body: string;
  readonly subject: string;
}

/**
 * Stands in for a browser maker's push service, which a test cannot reach: takes what a node posts,
 * checks who signed it (RFC 8292) and opens it as the browser would (RFC 8291), with the keys of the
 * subscription that it has given to the page.
 */
export class PushService {
  readonly received: Received[] = [];
  /** What is answered; 410 where the subscription has ended. */
  status = 201;
  private readonly browser = createECDH("prime256v1");
  private readonly point = this.browser.generateKeys();
  private readonly auth = randomBytes(16);
  private readonly server = createServer((request, response) => {
    void this.take(request).then(() => response.writeHead(this.status).end());
  });

  static async open(): Promise<PushService> {
    const service = new PushService();
    await new Promise<void>((resolve) => service.server.listen(0, "127.0.0.1", resolve));
    return service;
  }

  /** Gives pages of this context subscriptions here; all the rest of the browser stays as it is. */
  async serve(page: Page): Promise<void> {
    const { port } = this.server.address() as AddressInfo;
    const given = {
      address: `http://127.0.0.1:${port}/push/`,
      keys: { p256dh: this.point.toString("base64url"), auth: this.auth.toString("base64url") },
    };
    await page.context().addInitScript(subscribeHere, given);
    await page.evaluate(subscribeHere, given);
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async take(request: IncomingMessage): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) {
      parts.push(part as Buffer);
    }
    checkSender(request);
    this.received.push(JSON.parse(this.decrypt(Buffer.concat(parts))) as Received);
  }

  /** RFC 8188, one record, with the keys of RFC 8291. */
  private decrypt(body: Buffer): string {
    const salt = body.subarray(0, 16);
    const sender = body.subarray(21, 21 + body.readUInt8(20));
    const sealed = body.subarray(21 + sender.length);
    const info = Buffer.concat([Buffer.from("WebPush: info\0"), this.point, sender]);
    const keying = derive(this.auth, this.browser.computeSecret(sender), info, 32);
    const key = derive(salt, keying, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
    const nonce = derive(salt, keying, Buffer.from("Content-Encoding: nonce\0"), 12);
    const cipher = createDecipheriv("aes-128-gcm", key, nonce).setAuthTag(sealed.subarray(-16));
    const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
    return padded.subarray(0, padded.lastIndexOf(2)).toString();
  }
}

/** The browsers of a store that the node knows of. */
export async function browsers(chain: Chain, store: string): Promise<Endpoint[]> {
  const api = await chain.api.notifications();
  const { endpoints } = await api.listEndpoints({ parent: `stores/${store}`, pageSize: 100 });
  return endpoints.filter((one) => one.channel === Channel.WEB_PUSH);
}

interface Given {
  readonly address: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** Runs in the page. */
function subscribeHere({ address, keys }: Given): void {
  const KEY = "test.subscription";
  const of = (endpoint: string) => ({
    endpoint,
    toJSON: () => ({ endpoint, keys }),
    async unsubscribe() {
      localStorage.removeItem(KEY);
      return true;
    },
  });
  PushManager.prototype.subscribe = async (options) => {
    localStorage.setItem("test.key", String(options?.applicationServerKey));
    const endpoint = localStorage.getItem(KEY) ?? `${address}${crypto.randomUUID()}`;
    localStorage.setItem(KEY, endpoint);
    return of(endpoint) as unknown as PushSubscription;
  };
  PushManager.prototype.getSubscription = async () => {
    const endpoint = localStorage.getItem(KEY);
    return endpoint === null ? null : (of(endpoint) as unknown as PushSubscription);
  };
}

/** HKDF (RFC 5869) for no more than one block. */
function derive(salt: Buffer, secret: Buffer, info: Buffer, length: number): Buffer {
  const hash = (key: Buffer, text: Buffer) => createHmac("sha256", key).update(text).digest();
  return hash(hash(salt, secret), Buffer.concat([info, Buffer.from([1])])).subarray(0, length);
}

function checkSender({ headers }: IncomingMessage): void {
  const [, token = "", key = ""] =
    /^vapid t=(\S+), k=(\S+)$/.exec(headers.authorization ?? "") ?? [];
  const point = Buffer.from(key, "base64url");
  const jwk = { kty: "EC", crv: "P-256", x: part(point, 1), y: part(point, 33) };
  const [head = "", claims = "", signature = ""] = token.split(".");
  const isRight = verify(
    "sha256",
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  if (!isRight || headers["content-encoding"] !== "aes128gcm") {
    throw new Error("this is nobody's message");
  }
}

function part(point: Buffer, from: number): string {
  return point.subarray(from, from + 32).toString("base64url");
}
