package io.shelfshare.node.grpc;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Staff;
import io.shelfshare.market.v1.ImportStaffRequest;
import io.shelfshare.market.v1.ImportStaffResponse;
import io.shelfshare.market.v1.ListStaffRequest;
import io.shelfshare.market.v1.ListStaffResponse;
import io.shelfshare.node.grpc.References.NamedOwner;
import io.shelfshare.node.grpc.References.NamedStore;
import io.shelfshare.node.grpc.gateway.DirectoryGateway;
import io.shelfshare.node.grpc.validation.PageTokens;
import io.shelfshare.node.security.Permissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Who acts for whom: imports and pages of people. Asynchronous. */
final class StaffImport {
  private static final int PAGE_DEFAULT = 100;
  private static final String STAFF = "staff/";
  private static final String ROLE = "ROLE_";

  private final DirectoryGateway directory;
  private final References references;
  private final Permissions permissions;
  private final Mutations mutations;

  StaffImport(Gateways gateways, Shared shared) {
    this.directory = gateways.directory();
    this.references = shared.references();
    this.permissions = shared.permissions();
    this.mutations = shared.mutations();
  }

  CompletionStage<ImportStaffResponse> take(ImportStaffRequest request, Call call) {
    Checks.allowed(permissions.mayImportDirectory(call.caller()));
    List<Staff> staff = request.getStaffList().stream().map(StaffImport::person).toList();
    Mutation mutation = mutations.of(call, request.getRequestId(), Optional.empty(), request);
    List<NamedOwner> owners = new ArrayList<>();
    List<NamedStore> stores = new ArrayList<>();
    for (int i = 0; i < staff.size(); i++) {
      String at = "staff[" + i + "].";
      staff.get(i).owner().ifPresent(owner -> owners.add(new NamedOwner(at + "owner", owner)));
      staff.get(i).store().ifPresent(store -> stores.add(new NamedStore(at + "store", store)));
    }
    return references
        .named(stores, owners)
        .thenCompose(
            known ->
                request.getValidateOnly()
                    ? CompletableFuture.completedFuture(staff.size())
                    : directory
                        .importStaff(staff, mutation)
                        .thenApply(answer -> Replies.value(answer, "staff")))
        .thenApply(count -> ImportStaffResponse.newBuilder().setImportedCount(count).build());
  }

  CompletionStage<ListStaffResponse> list(ListStaffRequest request, Call call) {
    Checks.allowed(permissions.mayImportDirectory(call.caller()));
    int size = Pages.size(request.getPageSize(), PAGE_DEFAULT);
    Optional<String> after =
        PageTokens.position(request, request.getPageToken(), position -> position);
    List<Staff> found = directory.staff(after, size + 1);
    ListStaffResponse.Builder page = ListStaffResponse.newBuilder();
    Pages.shown(found, size).forEach(one -> page.addStaff(message(one)));
    return CompletableFuture.completedFuture(
        page.setNextPageToken(Pages.next(request, found, size, Staff::id)).build());
  }

  private static Staff person(io.shelfshare.market.v1.Staff message) {
    Optional<StoreId> store =
        message.getStore().isEmpty()
            ? Optional.empty()
            : Optional.of(Names.store(message.getStore()));
    Optional<OwnerId> owner =
        message.getOwner().isEmpty()
            ? Optional.empty()
            : Optional.of(Names.owner(message.getOwner()));
    return new Staff(
        message.getName().substring(STAFF.length()),
        message.getDisplayName(),
        Staff.Role.valueOf(message.getRole().name().substring(ROLE.length())),
        store,
        owner,
        message.getRemoved());
  }

  private static io.shelfshare.market.v1.Staff message(Staff person) {
    return io.shelfshare.market.v1.Staff.newBuilder()
        .setName(STAFF + person.id())
        .setDisplayName(person.displayName())
        .setRole(io.shelfshare.market.v1.Staff.Role.valueOf(ROLE + person.role()))
        .setStore(person.store().map(Names::of).orElse(""))
        .setOwner(person.owner().map(Names::of).orElse(""))
        .setRemoved(person.removed())
        .build();
  }
}
