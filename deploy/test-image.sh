#!/bin/sh
# Runs the image: a Kafka and a cluster of it in containers of their own, as the manifests run it,
# with a worker that is killed and a state-store that is stopped and started again.
#
#   deploy/test-image.sh [IMAGE]      default stretto:0.1.0
#
# It needs a Docker engine, whose published ports are reached at 127.0.0.1, and curl; nothing is
# pulled, the broker is that of the image. It ends with 0 where all went well, 1 where something did
# not, 77 where it is left out because engine, image or curl are missing. Takes one or two minutes.
# STRETTO_TEST_SUBNET is the subnet of its network, where 172.31.251.0/24 is taken.
set -eu

image=${1:-stretto:0.1.0}
test=stretto-test-$$
network=$test
volume=$test-state
root=$(cd -- "$(dirname -- "$0")/.." && pwd)
transfers=20000

leave_out() {
  echo "left out: $1"
  exit 77
}

passed() { echo "ok       $1"; }

failed() {
  echo "FAILED   $1" >&2
  for container in $(docker ps -aq --filter "label=$test"); do
    docker inspect -f '--- {{.Name}} exit {{.State.ExitCode}}' "$container" >&2
    docker logs --tail 20 "$container" >&2 || true
  done
  exit 1
}

# has WHAT TEXT PART: TEXT holds PART
has() {
  case $2 in
    *"$3"*) passed "$1" ;;
    *) failed "$1: \"$3\" is not in: $2" ;;
  esac
}

# clean_up: whatever happened, nothing of this run stays
clean_up() {
  docker ps -aq --filter "label=$test" | while read -r container; do
    docker rm -f -v "$container" > /dev/null
  done
  docker volume rm "$volume" > /dev/null 2>&1 || true
  docker network rm "$network" > /dev/null 2>&1 || true
  rm -rf "$work"
}

# role NAME ROLE MEMORY SETTINGS [options of docker]: with what the manifests allow a pod
role() {
  name=$1 word=$2 memory=$3 settings=$4
  shift 4
  docker run -d --name "$test-$name" --hostname "$name" --network-alias "$name" --label "$test" \
    --network "$network" -p 127.0.0.1::8080 --memory "$memory" \
    --read-only --tmpfs /tmp:exec,size=256m --cap-drop ALL --security-opt no-new-privileges \
    -e STRETTO_SETTINGS="cluster.bootstrap.servers=kafka:9092
cluster.connect.timeout.millis=120000
$settings" "$@" "$image" "$word" > /dev/null
}

worker() {
  role "$1" worker 1g "worker.instance=$1
worker.threads=2
worker.state.addresses=state-store-0:7401
worker.http.host=0.0.0.0
worker.http.port=8080"
}

state_store() {
  role state-store-0 state-store 1g "state.instance.id=state-store-0
state.advertised.host=state-store-0
state.directory=/var/lib/stretto
state.grpc.host=0.0.0.0
state.http.host=0.0.0.0
state.http.port=8080" -v "$volume:/var/lib/stretto"
}

# stretto ARGUMENTS: a command in a container of its own
stretto() {
  docker run --rm -i --label "$test" --network "$network" "$image" "$@" \
    --bootstrap kafka:9092 --http http://state-store-0:8080
}

# http NAME PATH: what a role answers
http() {
  curl -s --max-time 10 "http://$(docker port "$test-$1" 8080 | head -n 1)$2"
}

await_ready() {
  for name; do
    attempt=0
    until [ "$(http "$name" /health/ready)" = '{"status":"ok"}' ]; do
      attempt=$((attempt + 1))
      [ $attempt -lt 120 ] || failed "$name is not ready after 120 s"
      sleep 1
    done
    passed "$name is ready"
  done
}

# address NAME: of its container
address() {
  docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$test-$1"
}

# ends NAME: SIGTERM ends it in time
ends() {
  docker stop -t 30 "$test-$1" > /dev/null
  code=$(docker inspect -f '{{.State.ExitCode}}' "$test-$1")
  [ "$code" = 143 ] || failed "$1 ended with $code"
  has "$1 ends on SIGTERM" "$(docker logs "$test-$1" 2>&1)" "has ended"
}

docker version > /dev/null 2>&1 || leave_out "no Docker engine answers"
curl --version > /dev/null 2>&1 || leave_out "there is no curl"
docker image inspect "$image" > /dev/null 2>&1 \
  || leave_out "there is no image $image; deploy/README.md says how to build it"
work=$(mktemp -d)
trap clean_up EXIT
trap 'exit 1' INT TERM
docker network create --subnet "${STRETTO_TEST_SUBNET:-172.31.251.0/24}" "$network" > /dev/null

has "--help helps" "$(docker run --rm "$image" --help)" "Commands:"
has "a wrong role is named" "$(docker run --rm "$image" dance 2>&1 || true)" "no command dance"
heap=$(docker run --rm --memory 512m --entrypoint sh "$image" -c \
  'java $JAVA_OPTIONS -XX:+PrintFlagsFinal -version' 2> /dev/null | awk '$2 == "MaxHeapSize" {print $4}')
[ "$heap" -lt 536870912 ] || failed "a heap of $heap bytes in a container of 512 MiB"
passed "the heap heeds the container's memory"

docker run -d --name "$test-kafka" --network-alias kafka --label "$test" --network "$network" \
  -e HEAP=-Xmx512m --entrypoint sh "$image" -c '
    cat > /tmp/kafka.properties << EOF
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@localhost:9093
listeners=PLAINTEXT://:9092,CONTROLLER://localhost:9093
advertised.listeners=PLAINTEXT://kafka:9092
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=/var/lib/stretto
offsets.topic.replication.factor=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.consumer.min.session.timeout.ms=6000
group.consumer.session.timeout.ms=6000
group.consumer.min.heartbeat.interval.ms=1000
group.consumer.heartbeat.interval.ms=1500
EOF
    classes="/opt/stretto/lib/*"
    java $HEAP -cp "$classes" kafka.tools.StorageTool format -t 4L6g3nShT-eMCtK--X86sw \
      -c /tmp/kafka.properties > /dev/null
    exec java $HEAP -cp "$classes" kafka.Kafka /tmp/kafka.properties' > /dev/null

role coordinator-0 coordinator 1g "coordinator.instance=coordinator-0
coordinator.http.host=0.0.0.0
coordinator.http.port=8080"
worker worker-0
worker worker-1
state_store
await_ready coordinator-0 worker-0 worker-1 state-store-0
has "they run as the image's user" "$(docker exec "$test-worker-0" id -u)" 10001
for name in coordinator-0 worker-0 state-store-0; do
  has "$name has metrics" "$(http "$name" /metrics)" stretto_
done

deploying=$(docker create --label "$test" --network "$network" "$image" deploy \
  /var/lib/stretto/token.wasm --as token --sender bank --bootstrap kafka:9092)
docker cp "$root/contracts/token/token.wasm" "$deploying:/var/lib/stretto/token.wasm" > /dev/null 2>&1
has "a contract is deployed" "$(docker start -a "$deploying")" SUCCEEDED
has "a call is committed" "$(stretto call token mint 'alice 1000000' --sender bank)" SUCCEEDED

awk -v count=$transfers 'BEGIN { for (i = 0; i < count; i++) printf \
  "{\"id\":\"t%d\",\"contract\":\"token\",\"function\":\"transfer\",\"args\":\"u%d 1\",\"sender\":\"alice\"}\n", \
  i, i % 97 }' > "$work/transfers"
stretto submit - --wait < "$work/transfers" > "$work/outcome" &
submitting=$!
committed=0
while [ "$committed" -lt $((transfers / 10)) ] && kill -0 $submitting; do
  committed=$(http state-store-0 /metrics \
    | awk '/^stretto_committed_transactions_total/ {printf "%d", $2}')
done
docker kill "$test-worker-0" > /dev/null
passed "a worker is killed after $committed of $transfers transactions"
wait $submitting || failed "not all transfers were committed: $(cat "$work/outcome")"
has "all transfers are committed without it" "$(cat "$work/outcome")" "succeeded: $transfers"
has "the outcome is the serial one" "$(stretto verify)" "equal: "

height=$(stretto status | sed -n 's/^committedHeight: //p')
ends state-store-0
[ -n "$height" ] || failed "status tells no height"
address=$(address state-store-0)
docker rm "$test-state-store-0" > /dev/null
docker run -d --name "$test-other" --label "$test" --network "$network" --ip "$address" \
  --entrypoint sleep "$image" 600 > /dev/null
state_store
await_ready state-store-0
[ "$(address state-store-0)" != "$address" ] || failed "the state-store has its old address"
has "the state-store goes on from its volume" \
  "$(docker logs "$test-state-store-0" 2>&1)" "goes on after block $height"
has "and restores nothing" "$(http state-store-0 /metrics \
  | grep '^kafka_consumer_fetch_manager_records_consumed_total.*restore-consumer')" "} 0.0"
has "a call is committed again" "$(stretto call token transfer 'u1 1' --sender alice)" SUCCEEDED
has "the outcome is still the serial one" "$(stretto verify)" "equal: "

for name in coordinator-0 worker-1 state-store-0; do
  ends "$name"
done
