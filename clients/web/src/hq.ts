import en from "@/locales/hq/en.json";
import zhCN from "@/locales/hq/zh-CN.json";
import HqPage from "@/screens/hq/HqPage.vue";
import { start } from "@/start";

start(HqPage, (claims) => claims.role === "HEADQUARTERS", { en, "zh-CN": zhCN });
