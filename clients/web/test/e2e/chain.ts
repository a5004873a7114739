import { spawn } from "node:child_process";
import { createECDH } from "node:crypto";
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const FOLDER = resolve("target/e2e");
const READY = resolve(FOLDER, "ready.json");
const LOG = resolve(FOLDER, "chain.log");
const START_WITHIN_MILLIS = 240_000;
const LOOK_EACH_MILLIS = 500;

/** What `shelfshare dev` tells scripts. */
export interface Ready {
  readonly web: string;
  readonly tokens: Readonly<Record<string, string>>;
  readonly headquarters_token: string;
}

/** The chain that the tests run against: the one that `SHELFSHARE_READY` names, or one of their own. */
export function readChain(): Ready {
  return JSON.parse(readFileSync(process.env.SHELFSHARE_READY || READY, "utf8")) as Ready;
}

/** Has the chain send messages to browsers, and to receivers on this machine. */
function messagesFor(): Record<string, string> {
  const keys = createECDH("prime256v1");
  return {
    SHELFSHARE_PUSH_PUBLIC_KEY: keys.generateKeys().toString("base64url"),
    // Without the zeros at its beginning it would be another length, though the same number.
    SHELFSHARE_PUSH_PRIVATE_KEY: Buffer.concat([Buffer.alloc(32), keys.getPrivateKey()])
      .subarray(-32)
      .toString("base64url"),
    SHELFSHARE_PUSH_CONTACT: "mailto:test@shelfshare.invalid",
    SHELFSHARE_NOTIFY_ALLOW_PRIVATE: "on",
  };
}

/** Starts a chain with a database for the tests; returns what stops it. */
export default async function startChain(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.SHELFSHARE_READY) {
    return undefined;
  }
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const log = openSync(LOG, "w");
  const options = ["--stores", "5", "--skus", "50", "--port", "0"];
  const chain = spawn(
    "../../shelfshare",
    ["dev", ...options, "--data", resolve(FOLDER, "data"), "--ready-file", READY],
    {
      stdio: ["ignore", log, log],
      env: { ...process.env, ...messagesFor(), SHELFSHARE_SKIP_BUILD: "1" },
    },
  );
  const ended = new Promise<void>((resolve) => chain.once("exit", () => resolve()));
  const deadline = Date.now() + START_WITHIN_MILLIS;
  while (!existsSync(READY)) {
    if (chain.exitCode !== null || Date.now() > deadline) {
      chain.kill();
      throw new Error(`The chain did not start:\n${readFileSync(LOG, "utf8")}`);
    }
    await wait(LOOK_EACH_MILLIS);
  }
  return async () => {
    chain.kill();
    await ended;
  };
}
