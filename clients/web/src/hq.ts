import HqPage from "@/screens/hq/HqPage.vue";
import { start } from "@/start";

start(HqPage, (claims) => claims.role === "HEADQUARTERS");
