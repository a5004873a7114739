import { initialize } from "@ionic/core/components";
import { defineCustomElement as defineBadge } from "@ionic/core/components/ion-badge.js";
import { defineCustomElement as defineButton } from "@ionic/core/components/ion-button.js";
import { defineCustomElement as defineSegment } from "@ionic/core/components/ion-segment.js";
import { defineCustomElement as defineSegmentButton } from "@ionic/core/components/ion-segment-button.js";
import { defineCustomElement as defineSpinner } from "@ionic/core/components/ion-spinner.js";
import { defineCustomElement as defineTabBar } from "@ionic/core/components/ion-tab-bar.js";
import { defineCustomElement as defineTabButton } from "@ionic/core/components/ion-tab-button.js";

/** Registers the elements that the pages use, and no others. */
export function defineElements(): void {
  initialize({ mode: "md", rippleEffect: false });
  defineBadge();
  defineButton();
  defineSegment();
  defineSegmentButton();
  defineSpinner();
  defineTabBar();
  defineTabButton();
}
