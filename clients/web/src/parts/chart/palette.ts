/** The page's colours, as a canvas needs them: resolved for the palette that is on. */
export interface ChartColours {
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly brand: string;
  readonly warn: string;
  readonly bad: string;
  readonly sheet: string;
  readonly font: string;
}

const NAMES = ["text", "quiet", "line", "brand", "warn", "bad", "sheet"] as const;

export function coloursIn(element: HTMLElement): ChartColours {
  const probe = document.createElement("span");
  element.append(probe);
  const colours = NAMES.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return {
    ...(Object.fromEntries(colours) as Omit<ChartColours, "font">),
    font: getComputedStyle(element).fontFamily,
  };
}
