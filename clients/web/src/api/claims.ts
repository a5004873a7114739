/** What a token says of its holder. It is read, not checked: only the node can do that. */
export interface Claims {
  readonly subject: string;
  readonly role: string;
  readonly store?: string;
  readonly owner?: string;
  readonly expiresAtMillis: number;
}

/** Reads a token; undefined where it is not a JWT with a holder and an end. */
export function readClaims(token: string): Claims | undefined {
  const parts = token.split(".");
  if (parts.length !== 3) {
    return undefined;
  }
  try {
    const base64 = (parts[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const json = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
    if (typeof json["exp"] !== "number" || typeof json["role"] !== "string") {
      return undefined;
    }
    return {
      subject: text(json["sub"]) ?? "",
      role: json["role"],
      store: text(json["store"]),
      owner: text(json["owner"]),
      expiresAtMillis: json["exp"] * 1_000,
    };
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
