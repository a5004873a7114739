package io.shelfshare.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.BadRequest.FieldViolation;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.shelfshare.market.v1.DirectoryServiceGrpc;
import io.shelfshare.market.v1.DirectoryServiceGrpc.DirectoryServiceBlockingStub;
import io.shelfshare.market.v1.ImportStaffRequest;
import io.shelfshare.market.v1.ListOwnersRequest;
import io.shelfshare.market.v1.ListStaffRequest;
import io.shelfshare.market.v1.Staff;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The subject of a clerk's token of s1 is clerk-s1. */
class StaffTest {
  private EdgeFixture edge;

  @BeforeEach
  void start() throws Exception {
    edge = EdgeFixture.start();
  }

  @AfterEach
  void stop() throws Exception {
    edge.close();
  }

  private DirectoryServiceBlockingStub as(String token) {
    return edge.as(token, DirectoryServiceGrpc.newBlockingStub(edge.channel));
  }

  private static Staff.Builder clerk(String id, String store) {
    return Staff.newBuilder()
        .setName("staff/" + id)
        .setDisplayName("Li")
        .setRole(Staff.Role.ROLE_CLERK)
        .setStore(store);
  }

  private static ImportStaffRequest importing(Staff.Builder... staff) {
    ImportStaffRequest.Builder call =
        ImportStaffRequest.newBuilder().setRequestId(EdgeFixture.requestId());
    for (Staff.Builder one : staff) {
      call.addStaff(one);
    }
    return call.build();
  }

  private static StatusRuntimeException failure(Runnable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call::run);
  }

  private void anyCall() {
    as(edge.clerk("s1")).listOwners(ListOwnersRequest.getDefaultInstance());
  }

  @Test
  @DisplayName("P7: who was removed is refused at once, although the token has not ended")
  void aRemovedPersonsTokenIsRefused() {
    anyCall();
    as(edge.headquarters()).importStaff(importing(clerk("clerk-s1", "stores/s1")));
    anyCall();
    as(edge.headquarters()).importStaff(importing(clerk("clerk-s1", "stores/s1").setRemoved(true)));
    StatusRuntimeException refused = failure(this::anyCall);
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(EdgeFixture.reason(refused)).isEqualTo("TOKEN_INVALID");
    as(edge.clerk("s3")).listOwners(ListOwnersRequest.getDefaultInstance());
  }

  @Test
  @DisplayName("P7: who went to another store, or has another role, needs another token")
  void aTokenHasToAgreeWithTheDirectory() {
    as(edge.headquarters()).importStaff(importing(clerk("clerk-s1", "stores/s3")));
    assertThat(EdgeFixture.reason(failure(this::anyCall))).isEqualTo("TOKEN_INVALID");
    as(edge.headquarters())
        .importStaff(importing(clerk("clerk-s1", "stores/s1").setRole(Staff.Role.ROLE_MANAGER)));
    assertThat(EdgeFixture.reason(failure(this::anyCall))).isEqualTo("TOKEN_INVALID");
  }

  @Test
  void aClerksTokenMayNameTheOwnerOfTheStoreToo() {
    as(edge.headquarters()).importStaff(importing(clerk("clerk-s1", "stores/s1")));
    String token = edge.clerkOf("s1", "dealer-1");
    assertThat(as(token).listOwners(ListOwnersRequest.getDefaultInstance()).getOwnersList())
        .isNotEmpty();
  }

  @Test
  @DisplayName("P7: only the chain imports and lists staff")
  void storesDoNotImportStaff() {
    List<Runnable> calls =
        List.of(
            () -> as(edge.clerk("s1")).importStaff(importing(clerk("me", "stores/s1"))),
            () -> as(edge.clerk("s1")).listStaff(ListStaffRequest.getDefaultInstance()));
    for (Runnable call : calls) {
      assertThat(failure(call).getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
    }
  }

  @Test
  void whatIsImportedIsListedInPages() {
    as(edge.headquarters())
        .importStaff(
            importing(
                clerk("li", "stores/s1"),
                clerk("an", "stores/s3"),
                Staff.newBuilder()
                    .setName("staff/wang@dealer")
                    .setRole(Staff.Role.ROLE_OWNER)
                    .setOwner("owners/dealer-1")));
    var first =
        as(edge.headquarters()).listStaff(ListStaffRequest.newBuilder().setPageSize(2).build());
    var rest =
        as(edge.headquarters())
            .listStaff(
                ListStaffRequest.newBuilder()
                    .setPageSize(2)
                    .setPageToken(first.getNextPageToken())
                    .build());
    assertThat(first.getStaffList())
        .extracting(Staff::getName)
        .containsExactly("staff/an", "staff/li");
    assertThat(rest.getStaffList()).extracting(Staff::getOwner).containsExactly("owners/dealer-1");
  }

  @Test
  void aDryRunImportsNothing() {
    ImportStaffRequest call =
        importing(clerk("li", "stores/s1")).toBuilder().setValidateOnly(true).build();
    assertThat(as(edge.headquarters()).importStaff(call).getImportedCount()).isEqualTo(1);
    assertThat(edge.market.staff).isEmpty();
  }

  @Test
  @DisplayName("P12: every wrong field of every person is named, and nobody is imported")
  void everyErrorIsTold() {
    StatusRuntimeException rules =
        failure(
            () ->
                as(edge.headquarters())
                    .importStaff(
                        importing(
                            clerk("li", "stores/s1"),
                            clerk("li", "stores/s1"),
                            clerk("an", ""),
                            clerk("wu", "stores/s1").setOwner("owners/dealer-1"),
                            clerk("-x", "stores/s1"),
                            clerk("yu", "stores/s1").setRole(Staff.Role.ROLE_UNSPECIFIED))));
    assertThat(EdgeFixture.badRequest(rules).getFieldViolationsList())
        .extracting(FieldViolation::getField)
        .contains(
            "staff[1].name", "staff[2].store", "staff[3].owner", "staff[4].name", "staff[5].role");
    StatusRuntimeException unknown =
        failure(
            () ->
                as(edge.headquarters())
                    .importStaff(
                        importing(
                            clerk("li", "stores/none"),
                            Staff.newBuilder()
                                .setName("staff/wang")
                                .setRole(Staff.Role.ROLE_OWNER)
                                .setOwner("owners/none"))));
    assertThat(EdgeFixture.badRequest(unknown).getFieldViolationsList())
        .extracting(FieldViolation::getField)
        .containsExactly("staff[0].store", "staff[1].owner");
    assertThat(edge.market.staff).isEmpty();
  }
}
