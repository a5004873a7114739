import { computed, shallowRef, type ComputedRef, type Ref } from "vue";
import { readClaims, type Claims } from "@/api/claims";

const KEY = "shelfshare.token";

export type SignInProblem = "malformed" | "ended" | "other-page" | "refused";

/** Whose page it is. The token lives as long as the tab, or, where a person wants, until sign-out. */
export interface Session {
  readonly claims: ComputedRef<Claims | undefined>;
  /** What was wrong with the newest token; undefined where nothing was. */
  readonly problem: Readonly<Ref<SignInProblem | undefined>>;
  token(): string | undefined;
  /** Takes a token, or finds what is wrong with it. */
  signIn(token: string, keep: boolean): void;
  /** The node does not take the token, whatever it says of itself. */
  refused(): void;
  signOut(): void;
  /**
   * Hears when a person leaves this page, with the token that was the person's until then.
   *
   * @returns hears no more
   */
  onLeave(hear: (token: string) => void): () => void;
}

/**
 * @param ofTab forgets when the tab is closed
 * @param ofMachine remembers until sign-out
 * @param welcome who this page is for
 */
export function createSession(
  ofTab: Storage,
  ofMachine: Storage,
  welcome: (claims: Claims) => boolean,
): Session {
  const token = shallowRef(usable(ofTab.getItem(KEY) ?? ofMachine.getItem(KEY), welcome));
  const claims = computed(() => (token.value ? readClaims(token.value) : undefined));
  const problem = shallowRef<SignInProblem>();

  const hearers = new Set<(token: string) => void>();

  function signOut(): void {
    const was = token.value;
    token.value = undefined;
    ofTab.removeItem(KEY);
    ofMachine.removeItem(KEY);
    hearers.forEach((hear) => was && hear(was));
  }

  return {
    claims,
    problem,
    token: () => token.value,
    signIn(typed, keep) {
      const cleaned = typed.trim();
      problem.value = problemOf(cleaned, welcome);
      if (!problem.value) {
        token.value = cleaned;
        ofTab.setItem(KEY, cleaned);
        if (keep) {
          ofMachine.setItem(KEY, cleaned);
        }
      }
    },
    refused() {
      signOut();
      problem.value = "refused";
    },
    signOut,
    onLeave(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
  };
}

function usable(token: string | null, welcome: (claims: Claims) => boolean): string | undefined {
  return token && !problemOf(token, welcome) ? token : undefined;
}

function problemOf(token: string, welcome: (claims: Claims) => boolean): SignInProblem | undefined {
  const claims = readClaims(token);
  if (!claims) {
    return "malformed";
  }
  if (claims.expiresAtMillis < Date.now()) {
    return "ended";
  }
  return welcome(claims) ? undefined : "other-page";
}

/** Takes the token out of `#token=…`, so that it stands neither in the address nor the history. */
export function tokenInAddress(location: Location, history: History): string | undefined {
  const found = /^#token=([^&]+)/.exec(location.hash)?.[1];
  if (found) {
    history.replaceState(null, "", location.pathname);
  }
  return found && decodeURIComponent(found);
}
