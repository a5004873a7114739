import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith("ion-") } } }),
  ],
  resolve: {
    alias: {
      "@proto": at("target/api"),
      "@": at("src"),
    },
  },
  define: {
    // Without the parts that no page uses: the legacy API, and tools of developers.
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
    __INTLIFY_DROP_MESSAGE_COMPILER__: false,
  },
  build: {
    outDir: "target/bundle",
    emptyOutDir: true,
    target: "es2022",
    // The pages' content policy allows no inline data but pictures.
    assetsInlineLimit: 0,
    manifest: "manifest.json",
    // The pictures are large; they come when somebody looks at one.
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      input: { tablet: at("index.html"), hq: at("hq.html") },
    },
  },
  // For work on the pages: `SHELFSHARE_ENDPOINT=http://127.0.0.1:7070 npm run dev`.
  server: {
    proxy: {
      "/shelfshare.market.v1": process.env.SHELFSHARE_ENDPOINT ?? "http://127.0.0.1:7070",
    },
  },
  test: {
    include: ["test/unit/**/*.test.ts"],
    reporters: ["default", "junit"],
    outputFile: { junit: "target/unit-reports/TEST-web.xml" },
  },
});
