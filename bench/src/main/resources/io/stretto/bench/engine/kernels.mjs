// The kernels on V8: node kernels.mjs KERNEL ROUNDS REPEATS prints the checksum, then the
// nanoseconds of processor time that each repeat takes.
import { readFileSync } from 'node:fs';

const [kernel, rounds, repeats] = process.argv.slice(2);
const warmingNanos = 2_000_000_000;

let memory;
let checksum;
const env = {
  input() {},
  read_register(register, pointer) {
    memory.setBigUint64(Number(pointer), BigInt(rounds), true);
  },
  value_return(length, pointer) {
    checksum = memory.getBigUint64(Number(pointer), true);
  },
};

const bytes = readFileSync(new URL('kernels.wasm', import.meta.url));
const { instance } = await WebAssembly.instantiate(bytes, { env });
memory = new DataView(instance.exports.memory.buffer);
const run = instance.exports[kernel];

function cpuNanos() {
  const { user, system } = process.cpuUsage();
  return 1000 * (user + system);
}

while (cpuNanos() < warmingNanos) {
  run();
}
console.log(checksum.toString());
for (let repeat = 0; repeat < Number(repeats); repeat++) {
  const begin = cpuNanos();
  run();
  console.log(cpuNanos() - begin);
}
