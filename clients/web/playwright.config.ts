import { defineConfig } from "@playwright/test";
import { CAMERA_FILE } from "./test/e2e/camera";

/** Tests in a browser against a chain of real nodes, which `chain.ts` starts and stops. */
export default defineConfig({
  testDir: "test/e2e",
  outputDir: "target/e2e/results",
  globalSetup: "./test/e2e/chain.ts",
  // One chain and two cores: one test after the other.
  workers: 1,
  // Long enough for a machine that does much else: who waits for what is there does not wait.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: process.env.CI === "true",
  reporter: [["list"], ["junit", { outputFile: "target/e2e-reports/TEST-web-e2e.xml" }]],
  use: {
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // A camera that shows what a test has drawn.
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        `--use-file-for-fake-video-capture=${CAMERA_FILE}`,
      ],
    },
  },
});
