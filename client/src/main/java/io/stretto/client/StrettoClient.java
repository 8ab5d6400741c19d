package io.stretto.client;

import io.stretto.client.StrettoException.Code;
import io.stretto.protocol.Receipt;
import io.stretto.service.kafka.KafkaClients;
import io.stretto.service.kafka.Topic;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Submits transactions to one ledger and follows their receipts. Safe for use by several threads;
 * transactions of one thread reach the log in the order of their submission.
 *
 * <p>What runs on the completion of a receipt's future runs on the thread that delivers receipts:
 * it must return soon, and a submission from there is refused instead of waiting.
 */
public final class StrettoClient implements AutoCloseable {

  private static final AtomicInteger CREATED = new AtomicInteger();

  private final ClientSettings settings;
  private final String topic;
  private final Integer partition;
  private final KafkaProducer<byte[], byte[]> producer;
  private final ReceiptFollower follower;
  private final Semaphore places;
  private final Publications publications;
  private final TransactionIds ids = new TransactionIds();
  private final PastReceipts pastReceipts;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  private StrettoClient(ClientSettings settings) {
    KafkaClients clients = new KafkaClients(settings.cluster());
    String clientId = "stretto-client-" + CREATED.incrementAndGet();
    this.settings = settings;
    this.topic = settings.cluster().topicNames().of(Topic.TRANSACTIONS);
    this.partition = settings.ledger();
    this.places = new Semaphore(settings.maxUnanswered());
    this.publications = new Publications(places);
    this.pastReceipts = new PastReceipts(settings);
    TopicPartition receipts =
        new TopicPartition(settings.cluster().topicNames().of(Topic.RECEIPTS), settings.ledger());
    this.follower =
        settings.followReceipts()
            ? new ReceiptFollower(clients, clientId + "-receipts", receipts)
            : null;
    this.producer = clients.producer(clientId);
  }

  /**
   * Connects to a cluster and begins to follow its receipts.
   *
   * @throws StrettoException when no Kafka answers within the connect timeout, or it has no such
   *     ledger
   */
  public static StrettoClient connect(ClientSettings settings) {
    ClusterCheck.ensureReachable(settings.cluster(), settings.ledger());
    try {
      return new StrettoClient(settings);
    } catch (KafkaException e) {
      throw KafkaFailures.ofConnecting(
          settings.cluster().bootstrapServers(),
          settings.cluster().topicNames().prefix() + ".*",
          settings.cluster().connectTimeout().toMillis(),
          e);
    }
  }

  /**
   * Submits a transaction. The future ends with its receipt, whatever its outcome, or with a {@link
   * StrettoException}. Submitting an id again is harmless: while it is in flight nothing is sent
   * and the same receipt answers; afterwards the ledger answers with the first one's outcome.
   *
   * @throws StrettoException when the transaction is not in order, or the client is full or closed
   */
  public CompletableFuture<Receipt> submit(TransactionRequest request) {
    return submit(request, null);
  }

  /**
   * Submits a transaction as {@link #submit(TransactionRequest)} does; the listener is told of the
   * brokers' answer besides, unless nothing was sent because the id is in flight.
   */
  public CompletableFuture<Receipt> submit(TransactionRequest request, Acknowledgement listener) {
    ReceiptFollower following = following();
    String id = idOf(request);
    byte[] value = RequestChecks.encode(request.toTransaction(id));
    takePlace();
    long deadline = System.nanoTime() + settings.receiptTimeout().toNanos();
    AwaitedReceipt awaited = new AwaitedReceipt(id, deadline, places, listener);
    AwaitedReceipt inFlight = register(following.submitted(), awaited);
    if (inFlight != awaited) {
      awaited.cancel(false);
      return inFlight.copy();
    }
    send(value, awaited);
    if (isClosed.get()) {
      awaited.completeExceptionally(closed());
    }
    following.ensureFollowing();
    return awaited;
  }

  /** Submits a deployment of code under a contract's name, with enough gas for any code. */
  public CompletableFuture<Receipt> deploy(String contract, byte[] code, String sender) {
    return submit(TransactionRequest.deployment(contract, code, sender));
  }

  /**
   * Sends a transaction without following its receipt, and returns its id. Whether the brokers have
   * it turns out at the next {@link #flush}.
   */
  public String publish(TransactionRequest request) {
    String id = idOf(request);
    byte[] value = RequestChecks.encode(request.toTransaction(id));
    takePlace();
    send(value, publications);
    return id;
  }

  /**
   * Sends a transaction without following its receipt; the listener is told of the brokers' answer.
   */
  public String publish(TransactionRequest request, Acknowledgement listener) {
    String id = idOf(request);
    byte[] value = RequestChecks.encode(request.toTransaction(id));
    takePlace();
    send(value, publications.telling(id, listener));
    return id;
  }

  /**
   * Sends transactions without following their receipts, and returns when the brokers have them
   * all, with their number.
   */
  public long publishAll(Iterable<TransactionRequest> requests) {
    long count = 0;
    for (TransactionRequest request : requests) {
      publish(request);
      count++;
    }
    flush();
    return count;
  }

  /**
   * Returns when the brokers have answered for everything that was sent.
   *
   * @throws StrettoException for the first published transaction since the last flush that failed
   */
  public void flush() {
    try {
      producer.flush();
    } catch (InterruptException e) {
      throw new StrettoException(Code.INTERRUPTED, "interrupted while waiting for the brokers", e);
    }
    publications.throwFirstFailure();
  }

  /**
   * Waits for the receipt of an id, whoever submitted it and whenever. Receipts from before this
   * client's creation are found where the settings say where the state service is.
   *
   * @throws StrettoException with TIMEOUT when there is no receipt by then
   */
  public Receipt awaitReceipt(String transactionId, Duration timeout) {
    ReceiptFollower following = following();
    ReceiptWatch watch = following.watch(transactionId);
    try {
      following.ensureFollowing();
      AwaitedReceipt inFlight = following.submitted().get(transactionId);
      return pastReceipts.await(transactionId, inFlight == null ? watch : inFlight, timeout);
    } finally {
      following.unwatch(transactionId, watch);
    }
  }

  /** The receipt of an id that is committed already, asked for at the state service. */
  public Optional<Receipt> findReceipt(String transactionId) {
    return pastReceipts.find(transactionId);
  }

  /** How many transactions wait for a receipt or an acknowledgement. */
  public int unanswered() {
    return settings.maxUnanswered() - places.availablePermits();
  }

  /** Sends what is on its way, then closes; receipts that have not come end with CLOSED. */
  @Override
  public void close() {
    if (!isClosed.compareAndSet(false, true)) {
      return;
    }
    try {
      producer.close();
    } catch (InterruptException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (follower != null) {
        follower.close();
      }
      pastReceipts.close();
    }
  }

  private static AwaitedReceipt register(
      ConcurrentMap<String, AwaitedReceipt> submitted, AwaitedReceipt awaited) {
    while (true) {
      AwaitedReceipt present = submitted.putIfAbsent(awaited.transactionId(), awaited);
      if (present == null) {
        return awaited;
      }
      if (!present.isDone()) {
        return present;
      }
      submitted.remove(awaited.transactionId(), present);
    }
  }

  private void send(byte[] value, Callback callback) {
    try {
      // The callback hears all that the future would tell.
      var _ = producer.send(new ProducerRecord<>(topic, partition, null, value), callback);
    } catch (InterruptException e) {
      callback.onCompletion(null, e);
      throw new StrettoException(Code.INTERRUPTED, "interrupted while sending", e);
    } catch (KafkaException | IllegalStateException e) {
      callback.onCompletion(null, e);
    }
  }

  private void takePlace() {
    if (isClosed.get()) {
      throw closed();
    }
    if (places.tryAcquire()) {
      return;
    }
    boolean mustNotWait = follower != null && follower.isDelivering();
    if (settings.whenFull() == ClientSettings.WhenFull.REJECT || mustNotWait) {
      throw full(Code.REFUSED);
    }
    try {
      if (!places.tryAcquire(settings.receiptTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
        throw full(Code.TIMEOUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StrettoException(Code.INTERRUPTED, "interrupted while waiting for a place", e);
    }
  }

  private StrettoException full(Code code) {
    return new StrettoException(
        code,
        settings.maxUnanswered()
            + " transactions are unanswered, the most that the settings allow; wait for receipts,"
            + " or allow more. This one was not sent");
  }

  private static StrettoException closed() {
    return new StrettoException(Code.CLOSED, "the client was closed");
  }

  private ReceiptFollower following() {
    if (follower == null) {
      throw new StrettoException(
          Code.INVALID_SETTINGS, "this client was made without receipts; publish instead");
    }
    return follower;
  }

  private String idOf(TransactionRequest request) {
    return request.id().isEmpty() ? ids.next() : request.id();
  }
}
