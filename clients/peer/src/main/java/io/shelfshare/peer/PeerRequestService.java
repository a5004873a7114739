package io.shelfshare.peer;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.shelfshare.market.v1.CreateTransferRequestRequest;
import io.shelfshare.market.v1.GrabTransferRequestRequest;
import io.shelfshare.market.v1.GrabTransferRequestResponse;
import io.shelfshare.market.v1.RequestLine;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.TransferRequestServiceGrpc.TransferRequestServiceImplBase;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Posts and grabs of requests of one line, each one statement. A grab can be repeated under its
 * {@code request_id}; a post cannot, as the schema keeps no key of it.
 */
final class PeerRequestService extends TransferRequestServiceImplBase {
  private static final String POST =
      "INSERT INTO inv.request(id, requester, sku, qty, expires_at)"
          + " VALUES (nextval('inv.request_id'), ?, ?, ?, ?) RETURNING id";
  private static final String GRAB = "SELECT inv.grab(?, ?, ?)";

  private static final int WON = 1;
  private static final int WON_BEFORE = 2;
  private static final int NO_STOCK = -1;
  private static final int EXPIRED = -2;
  private static final int NO_SUCH_REQUEST = -3;

  private final Database database;
  private final Directory directory;
  private final Clock clock;

  PeerRequestService(Database database, Directory directory, Clock clock) {
    this.database = database;
    this.directory = directory;
    this.clock = clock;
  }

  @Override
  public void createTransferRequest(
      CreateTransferRequestRequest call, StreamObserver<TransferRequest> observer) {
    Refused.answer(observer, () -> post(call));
  }

  private TransferRequest post(CreateTransferRequestRequest call) {
    TransferRequest asked = call.getTransferRequest();
    if (asked.getLinesCount() != 1 || asked.getMode() != TransferRequest.Mode.MODE_FIRST_COME) {
      throw new Refused(Status.Code.UNIMPLEMENTED, "NOT_SERVED_BY_THE_PEER");
    }
    RequestLine line = asked.getLines(0);
    int requester = directory.storeNumber(call.getParent());
    int sku = directory.skuNumber(line.getSku());
    Instant expires =
        Instant.ofEpochSecond(asked.getExpireTime().getSeconds(), asked.getExpireTime().getNanos());
    long id =
        database
            .rows(
                POST,
                statement -> {
                  statement.setInt(1, requester);
                  statement.setInt(2, sku);
                  statement.setInt(3, (int) line.getQuantity());
                  statement.setTimestamp(4, Timestamp.from(expires));
                },
                row -> row.getLong(1))
            .get(0);
    Instant now = Instant.now(clock);
    var time =
        com.google.protobuf.Timestamp.newBuilder()
            .setSeconds(now.getEpochSecond())
            .setNanos(now.getNano());
    return asked.toBuilder()
        .setName(Names.request(id))
        .setStore(call.getParent())
        .setLines(0, line.toBuilder().setOpen(line.getQuantity()))
        .setState(TransferRequest.State.STATE_OPEN)
        .setCreateTime(time)
        .setUpdateTime(time)
        .setVersion(1)
        .build();
  }

  @Override
  public void grabTransferRequest(
      GrabTransferRequestRequest call, StreamObserver<GrabTransferRequestResponse> observer) {
    Refused.answer(observer, () -> grab(call));
  }

  private GrabTransferRequestResponse grab(GrabTransferRequestRequest call) {
    long id = Names.requestId(call.getName());
    int store = directory.storeNumber(call.getStore());
    UUID key = UUID.fromString(call.getRequestId());
    int outcome =
        database
            .rows(
                GRAB,
                statement -> {
                  statement.setLong(1, id);
                  statement.setInt(2, store);
                  // The random bits of the key, and those of its time that differ within a day.
                  statement.setLong(
                      3, key.getLeastSignificantBits() ^ (key.getMostSignificantBits() << 1));
                },
                row -> row.getInt(1))
            .get(0);
    return switch (outcome) {
      case WON, WON_BEFORE ->
          GrabTransferRequestResponse.newBuilder()
              .setTransferOrder(Names.order(id))
              .addAllLines(call.getLinesList())
              .build();
      case NO_STOCK -> throw new Refused(Status.Code.FAILED_PRECONDITION, "NOT_AVAILABLE");
      case EXPIRED -> throw new Refused(Status.Code.FAILED_PRECONDITION, "REQUEST_EXPIRED");
      case NO_SUCH_REQUEST -> throw new Refused(Status.Code.NOT_FOUND, "NOT_FOUND");
      default -> throw new Refused(Status.Code.FAILED_PRECONDITION, "ALREADY_COVERED");
    };
  }
}
