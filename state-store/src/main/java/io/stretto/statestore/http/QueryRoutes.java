package io.stretto.statestore.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.StateKey;
import io.stretto.statestore.query.LedgerView;
import io.stretto.statestore.query.OwnedLedgers;
import io.stretto.statestore.query.ViewCalls;
import io.stretto.statestore.rocksdb.CommittedValues;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state store's own routes. What another process owns is answered with its address (307). */
public final class QueryRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(QueryRoutes.class);
  private static final int TEMPORARY_REDIRECT = 307;
  private static final int NOT_FOUND = 404;
  private static final int INTERNAL_ERROR = 500;

  private final int ledgers;
  private final OwnedLedgers owned;
  private final OwnerAddresses addresses;
  private final ViewCalls viewCalls;
  private final Requests requests;

  /**
   * Makes the routes.
   *
   * @param ledgers how many ledgers the cluster has
   * @param owned those that can be read here
   * @param addresses where the others can be read
   * @param viewCalls executes view calls
   * @param viewGasLimit the most gas of a view call
   */
  public QueryRoutes(
      int ledgers,
      OwnedLedgers owned,
      OwnerAddresses addresses,
      ViewCalls viewCalls,
      long viewGasLimit) {
    this.ledgers = ledgers;
    this.owned = owned;
    this.addresses = addresses;
    this.viewCalls = viewCalls;
    this.requests = new Requests(viewGasLimit);
  }

  /** One route. */
  record Route(HandlerType method, String path, Handler handler) {}

  /** Adds the routes to a server. */
  public void configure(JavalinConfig config) {
    for (Route route : routes()) {
      config.routes.addHttpHandler(route.method(), route.path(), route.handler());
    }
    config.routes.exception(HttpProblem.class, QueryRoutes::explain);
    config.routes.exception(RuntimeException.class, QueryRoutes::fail);
  }

  /** All routes, as {@code docs/openapi.yaml} describes them. */
  List<Route> routes() {
    return List.of(
        get("/v1/ledgers/{ledger}/contracts/{contract}/state/{keyHex}", this::state),
        get("/v1/ledgers/{ledger}/contracts/{contract}/state", this::state),
        new Route(
            HandlerType.POST,
            "/v1/ledgers/{ledger}/contracts/{contract}/view/{function}",
            this::view),
        get("/v1/ledgers/{ledger}/accounts/{account}", this::account),
        get("/v1/ledgers/{ledger}/receipts/{transactionId}", this::receipt),
        get("/v1/ledgers/{ledger}/blocks/{height}", this::block),
        get("/v1/ledgers/{ledger}/status", this::ledgerStatus),
        get("/v1/status", this::status));
  }

  private static Route get(String path, Handler handler) {
    return new Route(HandlerType.GET, path, handler);
  }

  private void state(Context context) {
    String contract = Requests.contract(context.pathParam("contract"));
    // A key may have no bytes: then the path has no segment for it.
    String hex = context.pathParamMap().getOrDefault("keyHex", "");
    byte[] key = Requests.hex("INVALID_KEY", "the key", hex);
    LedgerView view = own(context);
    if (view == null) {
      return;
    }
    CommittedValues found =
        orNotReady(view.committed().read(List.of(StateKey.storage(contract, key))));
    byte[] value = found.values().get(0);
    if (value == null) {
      String message = "contract " + contract + " has no key " + hex + " in its storage";
      Answers.Problem.Detail detail = new Answers.Problem.Detail("KEY_NOT_FOUND", message);
      context.status(NOT_FOUND).json(new Answers.Absent(detail, found.height()));
      return;
    }
    String valueHex = HexFormat.of().formatHex(value);
    context.json(new Answers.State(view.ledger(), contract, hex, valueHex, found.height()));
  }

  private void view(Context context) throws InterruptedException {
    ViewCalls.Call call =
        requests.viewCall(
            context.pathParam("contract"), context.pathParam("function"), context.body());
    LedgerView view = own(context);
    if (view != null) {
      context.json(Answers.View.of(orNotReady(viewCalls.call(view, call))));
    }
  }

  private void account(Context context) {
    String account = Requests.account(context.pathParam("account"));
    LedgerView view = own(context);
    if (view == null) {
      return;
    }
    CommittedValues found = orNotReady(view.committed().read(List.of(StateKey.balance(account))));
    Int128 balance = Int128.ofValue(found.values().get(0));
    context.json(new Answers.Account(view.ledger(), account, balance.toString(), found.height()));
  }

  private void receipt(Context context) {
    String id = context.pathParam("transactionId");
    LedgerView view = own(context);
    if (view == null) {
      return;
    }
    Optional<Receipt> receipt = view.committed().receipt(id);
    if (receipt.isEmpty()) {
      throw HttpProblem.notFound(
          "RECEIPT_NOT_FOUND",
          "no transaction with this id has been committed to ledger "
              + view.ledger()
              + "; where it was just submitted, ask again");
    }
    context.json(Answers.ReceiptAnswer.of(view.ledger(), receipt.get()));
  }

  private void block(Context context) {
    long height = Requests.height(context.pathParam("height"));
    LedgerView view = own(context);
    if (view == null) {
      return;
    }
    Optional<BlockDelta> block = view.committed().committedBlock(height);
    if (block.isEmpty()) {
      throw HttpProblem.notFound(
          "BLOCK_NOT_FOUND",
          "block " + height + " of ledger " + view.ledger() + " has not been committed");
    }
    context.json(Answers.BlockAnswer.of(block.get()));
  }

  private void ledgerStatus(Context context) {
    LedgerView view = own(context);
    if (view != null) {
      context.json(Answers.Status.of(view));
    }
  }

  private void status(Context context) {
    context.json(new Answers.Owned(owned.all().stream().map(Answers.Status::of).toList()));
  }

  /** The ledger that the path names; {@code null} where the answer is a redirection. */
  private LedgerView own(Context context) {
    int ledger = Requests.ledger(context.pathParam("ledger"));
    if (ledger >= ledgers) {
      throw HttpProblem.notFound(
          "LEDGER_NOT_FOUND", "there are ledgers 0 to " + (ledgers - 1) + ", no " + ledger);
    }
    Optional<LedgerView> view = owned.find(ledger);
    if (view.isPresent()) {
      return view.get();
    }
    String owner =
        addresses
            .find(ledger, context.req().getLocalPort())
            .orElseThrow(() -> notReady("ledger " + ledger + " is being restored or moved"));
    String query = context.queryString() == null ? "" : "?" + context.queryString();
    String path = context.req().getRequestURI() + query;
    context.status(TEMPORARY_REDIRECT).header("Location", "http://" + owner + path);
    String message = "ledger " + ledger + " is served by " + owner;
    context.json(problem("NOT_OWNER", message));
    return null;
  }

  private static <T> T orNotReady(Optional<T> answer) {
    return answer.orElseThrow(
        () -> notReady("the ledger has no block yet, or is being moved to another process"));
  }

  private static HttpProblem notReady(String reason) {
    return HttpProblem.unavailable(reason + "; ask again");
  }

  private static Answers.Problem problem(String code, String message) {
    return new Answers.Problem(new Answers.Problem.Detail(code, message));
  }

  private static void explain(HttpProblem problem, Context context) {
    context.status(problem.status()).json(problem(problem.code(), problem.getMessage()));
  }

  private static void fail(RuntimeException failure, Context context) {
    LOG.error("{} {} failed", context.method(), context.path(), failure);
    context
        .status(INTERNAL_ERROR)
        .json(problem("INTERNAL", "the state store failed; its log says why"));
  }
}
