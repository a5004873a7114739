import TabletPage from "@/screens/tablet/TabletPage.vue";
import { keepOffline, start } from "@/start";

start(TabletPage, (claims) => claims.store !== undefined);
keepOffline();
