import { describe, expect, it } from "vitest";
import { createSession } from "@/state/session";
import { readClaims } from "@/api/claims";
import { Drawer } from "./drawer";

function token(claims: object): string {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;
}

const later = Math.floor(Date.now() / 1_000) + 600;
const clerk = token({ sub: "王芳", role: "CLERK", store: "s00001", exp: later });
const forStores = (claims: { store?: string | undefined }) => claims.store !== undefined;
const session = (tab = new Drawer(), machine = new Drawer()) =>
  createSession(tab, machine, forStores);

describe("a session", () => {
  it("says for which store it acts", () => {
    const mine = session();
    mine.signIn(` ${clerk}\n`, false);
    expect(mine.problem.value).toBeUndefined();
    expect(mine.claims.value).toMatchObject({ store: "s00001", role: "CLERK", subject: "王芳" });
    expect(mine.token()).toBe(clerk);
  });

  it("lasts as long as the tab, and longer only where a person wants it", () => {
    const [tab, machine] = [new Drawer(), new Drawer()];
    session(tab, machine).signIn(clerk, false);
    expect(session(tab, machine).token()).toBe(clerk);
    expect(session(new Drawer(), machine).token()).toBeUndefined();
    session(tab, machine).signIn(clerk, true);
    expect(session(new Drawer(), machine).token()).toBe(clerk);
  });

  it("leaves nothing behind after sign-out", () => {
    const [tab, machine] = [new Drawer(), new Drawer()];
    const mine = session(tab, machine);
    mine.signIn(clerk, true);
    mine.signOut();
    expect(tab.length + machine.length).toBe(0);
    expect(mine.token()).toBeUndefined();
  });

  it("ends when the node refuses its token, and says so", () => {
    const mine = session();
    mine.signIn(clerk, true);
    mine.refused();
    expect(mine.token()).toBeUndefined();
    expect(mine.problem.value).toBe("refused");
  });

  it.each([
    ["malformed", "no token"],
    ["malformed", "a.b.c"],
    ["ended", token({ sub: "x", role: "CLERK", store: "s00001", exp: 1_000 })],
    ["other-page", token({ sub: "x", role: "HEADQUARTERS", exp: later })],
  ])("is not begun by a token that is %s", (problem, wrong) => {
    const mine = session();
    mine.signIn(wrong, false);
    expect(mine.problem.value).toBe(problem);
    expect(mine.token()).toBeUndefined();
  });
});

it("claims are read as UTF-8", () => {
  expect(readClaims(token({ sub: "李", role: "MANAGER", exp: 1 }))?.subject).toBe("李");
});

it("whoever leaves is told of with the token that was theirs, once", () => {
  const mine = session();
  const left: string[] = [];
  const hearNoMore = mine.onLeave((was) => left.push(was));
  mine.signIn(clerk, true);
  mine.signOut();
  mine.signOut();
  expect(left).toEqual([clerk]);
  hearNoMore();
  mine.signIn(clerk, true);
  mine.refused();
  expect(left).toEqual([clerk]);
});
