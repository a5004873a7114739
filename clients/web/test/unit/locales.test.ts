import { describe, expect, it } from "vitest";
import { ErrorReason } from "@proto/shelfshare/market/v1/error_reason_pb";
import {
  TransferOrder_State,
  TransferRequest_State,
} from "@proto/shelfshare/market/v1/resources_pb";
import ofAll from "@/locales/en.json";
import hqEn from "@/locales/hq/en.json";
import hqZhCN from "@/locales/hq/zh-CN.json";
import ofAllZhCN from "@/locales/zh-CN.json";
import { languageOf } from "@/locales";

const en = { ...ofAll, "of-headquarters": hqEn };
const zhCN = { ...ofAllZhCN, "of-headquarters": hqZhCN };

type Tree = { [key: string]: string | Tree };

function keysOf(tree: Tree, path = ""): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [`${path}${key}`] : keysOf(value, `${path}${key}.`),
  );
}

function at(tree: Tree, key: string): string {
  let node: Tree | string | undefined = tree;
  for (const part of key.split(".")) {
    node = typeof node === "object" ? node[part] : undefined;
  }
  return String(node);
}

const namesIn = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

describe("the words", () => {
  it("are there in both languages", () => {
    expect(keysOf(zhCN)).toEqual(keysOf(en));
  });

  it("name the same things in both languages", () => {
    for (const key of keysOf(en).filter((key) => !at(en, key).includes("|"))) {
      expect(namesIn(at(zhCN, key)), key).toEqual(namesIn(at(en, key)));
    }
  });

  it("are nowhere empty", () => {
    for (const words of [en, zhCN]) {
      expect(keysOf(words).filter((key) => at(words, key).trim() === "")).toEqual([]);
    }
  });

  it("say every state of requests and orders", () => {
    const states = (of: object) => Object.keys(of).filter((key) => Number.isNaN(Number(key)));
    expect(Object.keys(en["request-state"])).toEqual(
      expect.arrayContaining(states(TransferRequest_State)),
    );
    expect(Object.keys(en["order-state"])).toEqual(
      expect.arrayContaining(states(TransferOrder_State)),
    );
  });

  it("give reasons that the API knows", () => {
    const ofThePage = ["UNKNOWN", "UNREACHABLE"];
    const unknown = Object.keys(en.reason).filter((name) => !(name in ErrorReason));
    expect(unknown.sort()).toEqual(ofThePage);
  });
});

describe("the language", () => {
  it("is what a person chose", () => {
    expect(languageOf("en", ["zh-CN"])).toBe("en");
  });

  it("is else what the browser speaks first", () => {
    expect(languageOf(null, ["zh-TW", "en"])).toBe("zh-CN");
    expect(languageOf(null, ["de", "zh"])).toBe("en");
    expect(languageOf("xx", [])).toBe("en");
  });
});
