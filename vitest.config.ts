import { defineConfig } from 'vitest/config';

/** Tests that look at pages in Chromium. */
const BROWSER = ['test/browser/**/*.test.ts'];

/** Rooms whose tests start servers, databases or processes, or hold whole conversations. */
const INTEGRATION = [
  'test/{channels,chaos,cli,conversations,deploy,doctor,fuzz,helpdesk,http,limits,live-content,process,rehearsal,store,tickets}/**/*.test.ts',
  'test/server.test.ts',
];

export default defineConfig({
  test: {
    // A worker loads the content pack and the SDK once for all files that it runs.
    isolate: false,
    maxWorkers: '100%',
    setupFiles: ['test/support/before-each-file.ts'],
    // Only a test that fails waits so long; a walk through the whole guide takes a busy machine minutes.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 20_000 } },
    coverage: {
      include: ['{src,dialogs,cards}/**/*.ts'],
      reporter: [['text', { skipFull: true }], 'html'],
    },
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [...INTEGRATION, ...BROWSER] },
      },
      { extends: true, test: { name: 'integration', include: INTEGRATION } },
      {
        extends: true,
        test: { name: 'browser', include: BROWSER, globalSetup: 'test/browser/shared-chromium.ts' },
      },
    ],
  },
});
