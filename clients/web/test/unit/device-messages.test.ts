import { createClient, createRouterTransport } from "@connectrpc/connect";
import { clone, create } from "@bufbuild/protobuf";
import { beforeEach, describe, expect, it } from "vitest";
import {
  EndpointSchema,
  Endpoint_Channel as Channel,
  Endpoint_Language as Language,
  NotificationService,
  type Endpoint,
} from "@proto/shelfshare/market/v1/notification_service_pb";
import type { Binding, Device } from "@/state/device";
import { createDeviceMessages, type Holder } from "@/state/device-messages";

const notice = { title: "t", body: "b" };
const words = { signIn: notice, again: notice };

/** A browser's side, in memory. */
class Pocket implements Device {
  can: "yes" | "no" | "install-first" = "yes";
  answer: NotificationPermission = "granted";
  given: NotificationPermission = "default";
  serviceIsThere = true;
  kept: Binding | undefined;
  current: PushSubscription | undefined;
  subscriptions = 0;

  system = () => "Android";
  support = async () => this.can;
  permission = () => this.given;
  ask = async () => (this.given = this.answer);
  subscription = async () => this.current;
  binding = async () => this.kept;
  bind = async (binding: Binding) => void (this.kept = binding);

  async subscribe(key: string): Promise<PushSubscription> {
    if (!this.serviceIsThere) {
      throw new DOMException("push service error", "AbortError");
    }
    this.current ??= {
      endpoint: `https://push.example/${++this.subscriptions}`,
      toJSON: () => ({ keys: { p256dh: `point-${key}=`, auth: "auth==" } }),
      unsubscribe: async () => {
        this.current = undefined;
        return true;
      },
    } as unknown as PushSubscription;
    return this.current;
  }

  async forget(): Promise<Binding | undefined> {
    const was = this.kept;
    this.kept = undefined;
    this.current = undefined;
    return was;
  }
}

/** The node's side: the endpoints of a store. */
class Book {
  key = "key-1";
  readonly endpoints = new Map<string, Endpoint>();
  readonly addresses = new Map<string, string>();
  private made = 0;

  readonly client = createClient(
    NotificationService,
    createRouterTransport(({ service }) =>
      service(NotificationService, {
        getPushKey: () => ({ publicKey: this.key }),
        listEndpoints: () => ({ endpoints: [...this.endpoints.values()] }),
        createEndpoint: ({ endpoint }) => {
          const name = `endpoints/${++this.made}`;
          this.addresses.set(name, endpoint?.address ?? "");
          const added = clone(EndpointSchema, endpoint ?? create(EndpointSchema));
          Object.assign(added, { name, person: "fang", address: "" });
          this.endpoints.set(name, added);
          return added;
        },
        updateEndpoint: ({ name, wishes }) =>
          this.change(name, { language: wishes?.language ?? Language.UNSPECIFIED }),
        deleteEndpoint: ({ name }) => {
          this.endpoints.delete(name);
          return {};
        },
      }),
    ),
  );

  change(name: string, what: Partial<Endpoint>): Endpoint {
    const now = clone(EndpointSchema, this.endpoints.get(name) ?? create(EndpointSchema));
    this.endpoints.set(name, Object.assign(now, what));
    return now;
  }
}

describe("messages on this device", () => {
  let pocket: Pocket;
  let book: Book;
  let holder: Holder;
  const messages = () => createDeviceMessages(book.client, pocket, () => holder);

  async function switchedOn() {
    const ours = messages();
    await ours.switchOn();
    return ours;
  }

  beforeEach(() => {
    pocket = new Pocket();
    book = new Book();
    holder = { store: "stores/s1", person: "fang", untilMillis: 9, language: "en", words };
  });

  it("are switched on upon a tap, and the node knows the browser's keys", async () => {
    const ours = await switchedOn();
    expect(ours.state.value).toBe("on");
    expect(book.endpoints.get("endpoints/1")).toMatchObject({
      channel: Channel.WEB_PUSH,
      displayName: "fang · Android",
      language: Language.ENGLISH,
      pushKeys: { p256dh: "point-key-1", auth: "auth" },
    });
    expect(pocket.kept).toMatchObject({
      store: "stores/s1",
      endpoint: "endpoints/1",
      address: "https://push.example/1",
    });
  });

  it("are off where nobody has switched them on, and nobody is asked", async () => {
    const ours = messages();
    await ours.look();
    expect(ours.state.value).toBe("off");
    expect(pocket.given).toBe("default");
  });

  it.each([
    ["no", "unsupported"],
    ["install-first", "install-first"],
  ] as const)("say why there are none where the browser says %s", async (can, state) => {
    pocket.can = can;
    const ours = messages();
    await ours.look();
    expect(ours.state.value).toBe(state);
  });

  it("stay off where the person or the browser refuses", async () => {
    pocket.answer = "denied";
    const ours = await switchedOn();
    expect(ours.state.value).toBe("refused");
    expect(book.endpoints.size).toBe(0);
    await ours.look();
    expect(ours.state.value).toBe("refused");
  });

  it("are not offered where the chain has no key", async () => {
    book.key = "";
    const ours = messages();
    await ours.look();
    expect(ours.state.value).toBe("not-offered");
  });

  it("say that the browser's message service cannot be reached", async () => {
    pocket.serviceIsThere = false;
    const ours = await switchedOn();
    expect(ours.state.value).toBe("no-service");
    expect(pocket.kept).toBeUndefined();
  });

  it("end on both sides when they are switched off", async () => {
    const ours = await switchedOn();
    await ours.switchOff();
    expect(ours.state.value).toBe("off");
    expect(book.endpoints.size).toBe(0);
    expect(pocket.current ?? pocket.kept).toBeUndefined();
  });

  it("of one person end when another one signs in here (P7)", async () => {
    await switchedOn();
    holder = { ...holder, store: "stores/s2", person: "li" };
    const theirs = messages();
    await theirs.look();
    expect(theirs.state.value).toBe("off");
    expect(pocket.current ?? pocket.kept).toBeUndefined();
  });

  it("go on under another subscription, and the old endpoint ends", async () => {
    const ours = await switchedOn();
    pocket.current = undefined;
    await ours.look();
    expect([...book.endpoints.keys()]).toEqual(["endpoints/2"]);
    expect(book.addresses.get("endpoints/2")).toBe("https://push.example/2");
    expect(pocket.kept?.endpoint).toBe("endpoints/2");
  });

  it("go on where the push service had ended the endpoint, or the chain has another key", async () => {
    const ours = await switchedOn();
    book.change("endpoints/1", { disabledReason: "gone" });
    await ours.look();
    expect([...book.endpoints.keys()]).toEqual(["endpoints/2"]);
    book.key = "key-2";
    await ours.look();
    expect([...book.endpoints.keys()]).toEqual(["endpoints/3"]);
    expect(pocket.kept).toMatchObject({ key: "key-2", address: "https://push.example/3" });
  });

  it("are off where somebody has deleted the endpoint", async () => {
    const ours = await switchedOn();
    book.endpoints.clear();
    await ours.look();
    expect(ours.state.value).toBe("off");
    expect(pocket.current).toBeUndefined();
  });

  it("speak the language of the page, and last as long as the newest token", async () => {
    const ours = await switchedOn();
    holder = { ...holder, language: "zh-CN", untilMillis: 99 };
    await ours.look();
    expect(book.endpoints.get("endpoints/1")?.language).toBe(Language.CHINESE);
    expect(pocket.kept).toMatchObject({ language: "zh-CN", untilMillis: 99 });
  });

  it("leave no dead endpoints of this person behind when they are switched on anew", async () => {
    await switchedOn();
    book.change("endpoints/1", { disabledReason: "gone" });
    pocket.kept = undefined;
    await switchedOn();
    expect([...book.endpoints.keys()]).toEqual(["endpoints/2"]);
  });
});
