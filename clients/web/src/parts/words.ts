import type { Money } from "@proto/google/type/money_pb";
import { useI18n } from "vue-i18n";
import { decimalOf } from "@/api/decimals";
import type { Refusal } from "@/api/refusal";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `4:05` below an hour; hours or days above. The unit is for `Intl`. */
export function spanOf(
  millis: number,
): { clock: string } | { count: number; unit: "hour" | "day" } {
  const left = Math.max(millis, 0);
  if (left >= 2 * DAY) {
    return { count: Math.floor(left / DAY), unit: "day" };
  }
  if (left >= HOUR) {
    return { count: Math.floor(left / HOUR), unit: "hour" };
  }
  const seconds = Math.floor(left / SECOND);
  return { clock: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` };
}

/** Numbers, times and refusals in the words of the chosen language. */
export function useWords() {
  const { t, te, locale, n } = useI18n();

  function reason(reasonName: string, message: string): string {
    const key = `reason.${reasonName}`;
    return te(key) ? t(key) : message || t("reason.UNKNOWN", { name: reasonName });
  }

  return {
    t,
    te,
    locale,
    count: (value: number | bigint) => n(Number(value)),
    km(value: number): string {
      return new Intl.NumberFormat(locale.value, {
        style: "unit",
        unit: "kilometer",
        maximumFractionDigits: value < 10 ? 1 : 0,
      }).format(value);
    },
    /** How long until then. */
    span(millis: number): string {
      const span = spanOf(millis);
      return "clock" in span
        ? span.clock
        : new Intl.NumberFormat(locale.value, {
            style: "unit",
            unit: span.unit,
            unitDisplay: "long",
          }).format(span.count);
    },
    /** How long something took. */
    duration(millis: number): string {
      const format = { style: "unit", unit: "second", maximumFractionDigits: 1 } as const;
      return millis < MINUTE
        ? new Intl.NumberFormat(locale.value, format).format(millis / SECOND)
        : this.span(millis);
    },
    /** How long ago, roughly. */
    ago(millis: number): string {
      const format = new Intl.RelativeTimeFormat(locale.value, { numeric: "auto" });
      if (millis < MINUTE) {
        return format.format(-Math.floor(millis / SECOND), "second");
      }
      if (millis < HOUR) {
        return format.format(-Math.floor(millis / MINUTE), "minute");
      }
      return millis < DAY
        ? format.format(-Math.floor(millis / HOUR), "hour")
        : format.format(-Math.floor(millis / DAY), "day");
    },
    time(millis: number): string {
      const sameDay = new Date(millis).toDateString() === new Date().toDateString();
      return new Intl.DateTimeFormat(locale.value, {
        hour: "2-digit",
        minute: "2-digit",
        ...(!sameDay && { month: "short", day: "numeric" }),
      }).format(millis);
    },
    /** A day such as `2026-11-16`, whatever the time of day is here. */
    day: (isoDay: string) =>
      new Intl.DateTimeFormat(locale.value, {
        month: "short",
        day: "numeric",
        timeZone: "UTC",
      }).format(new Date(isoDay)),
    exactTime: (millis: number) =>
      new Intl.DateTimeFormat(locale.value, {
        dateStyle: "medium",
        timeStyle: "medium",
      }).format(millis),
    percent: (share: number) =>
      new Intl.NumberFormat(locale.value, { style: "percent" }).format(share),
    money(money: Money): string {
      return new Intl.NumberFormat(locale.value, {
        style: "currency",
        currency: money.currencyCode,
        currencyDisplay: "narrowSymbol",
        maximumFractionDigits: 9,
      }).format(decimalOf(money) as Intl.StringNumericLiteral);
    },
    refusal: (refusal: Pick<Refusal, "reason" | "message">) =>
      reason(refusal.reason, refusal.message),
  };
}
