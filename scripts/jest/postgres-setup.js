const { startPostgres } = require('../postgres');

const SERVER = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/** Gives TestDatabases a PostgreSQL, unless the environment names one. */
module.exports = async () => {
  if (!process.env[SERVER]) {
    globalThis.testPostgres = await startPostgres();
    process.env[SERVER] = globalThis.testPostgres.connectionString;
  }
};
