const SERVER = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

module.exports = async () => {
  if (globalThis.testPostgres) {
    delete process.env[SERVER];
    await globalThis.testPostgres.stop();
    globalThis.testPostgres = undefined;
  }
};
