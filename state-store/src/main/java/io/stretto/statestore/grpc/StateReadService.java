package io.stretto.statestore.grpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.stretto.schemas.StateReadRequest;
import io.stretto.schemas.StateReadResponse;
import io.stretto.schemas.StateReadStatus;
import io.stretto.statestore.query.LedgerView;
import io.stretto.statestore.query.OwnedLedgers;
import io.stretto.statestore.query.Owners;
import io.stretto.statestore.rocksdb.CommittedEntries;
import io.stretto.statestore.rocksdb.CommittedValues;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers state reads: one response a request, in the order of the requests of one stream. */
final class StateReadService {

  private static final Logger LOG = LoggerFactory.getLogger(StateReadService.class);
  private static final long NO_HEIGHT = -1;

  /** So many entries of a range are told at once. */
  private static final int ENTRIES_AT_ONCE = 64;

  private final OwnedLedgers owned;
  private final Owners owners;
  private final String self;

  StateReadService(OwnedLedgers owned, Owners owners, String self) {
    this.owned = owned;
    this.owners = owners;
    this.self = self;
  }

  /** Serves one stream. */
  StreamObserver<StateReadRequest> serve(StreamObserver<StateReadResponse> responses) {
    return new RequestObserver((ServerCallStreamObserver<StateReadResponse>) responses);
  }

  private StateReadResponse answer(StateReadRequest request) {
    Optional<LedgerView> view = owned.find(request.ledger());
    if (view.isPresent() && request.scan().isPresent()) {
      return answer(request, request.scan().get(), view.get());
    }
    if (view.isPresent()) {
      Optional<CommittedValues> values =
          request.atHead()
              ? BoundedAnswer.read(view.get()::readAtHead, request.keys(), false)
              : BoundedAnswer.read(view.get().committed()::read, request.keys(), true);
      return values
          .map(found -> response(request, StateReadStatus.OK, "", found.height(), found.values()))
          .orElseGet(() -> without(request, StateReadStatus.UNAVAILABLE, ""));
    }
    Optional<String> owner = owners.find(request.ledger());
    return owner.isEmpty() || owner.get().equals(self)
        ? without(request, StateReadStatus.UNAVAILABLE, "")
        : without(request, StateReadStatus.NOT_OWNER, owner.get());
  }

  private static StateReadResponse answer(
      StateReadRequest request, StateReadRequest.Scan scan, LedgerView view) {
    int limit = Math.min(scan.limit(), ENTRIES_AT_ONCE);
    Optional<CommittedEntries> entries =
        request.atHead()
            ? view.scanAtHead(scan.range(), limit)
            : view.committed().scan(scan.range(), limit);
    return entries
        .map(found -> response(request, scan, found))
        .orElseGet(() -> without(request, StateReadStatus.UNAVAILABLE, ""));
  }

  private static StateReadResponse response(
      StateReadRequest request, StateReadRequest.Scan scan, CommittedEntries found) {
    int fitting = BoundedAnswer.fitting(found.entries());
    boolean isCut =
        fitting < found.entries().size()
            || (fitting == ENTRIES_AT_ONCE && scan.limit() > ENTRIES_AT_ONCE);
    return new StateReadResponse(
        request.requestId(),
        StateReadStatus.OK,
        "",
        found.height(),
        List.of(),
        found.entries().subList(0, fitting),
        isCut);
  }

  private static StateReadResponse without(
      StateReadRequest request, StateReadStatus status, String owner) {
    return response(request, status, owner, NO_HEIGHT, List.of());
  }

  private static StateReadResponse response(
      StateReadRequest request,
      StateReadStatus status,
      String owner,
      long height,
      List<byte[]> values) {
    return new StateReadResponse(request.requestId(), status, owner, height, values);
  }

  private final class RequestObserver implements StreamObserver<StateReadRequest> {

    private final ServerCallStreamObserver<StateReadResponse> responses;

    RequestObserver(ServerCallStreamObserver<StateReadResponse> responses) {
      this.responses = responses;
    }

    @Override
    public void onNext(StateReadRequest request) {
      if (responses.isCancelled()) {
        return;
      }
      try {
        responses.onNext(answer(request));
      } catch (RuntimeException e) {
        LOG.error("a read of ledger {} failed", request.ledger(), e);
        responses.onError(Status.INTERNAL.withDescription(e.toString()).asRuntimeException());
      }
    }

    @Override
    public void onError(Throwable failure) {
      LOG.debug("a stream of state reads was broken off", failure);
    }

    @Override
    public void onCompleted() {
      responses.onCompleted();
    }
  }
}
