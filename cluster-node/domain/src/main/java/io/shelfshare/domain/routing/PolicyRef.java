package io.shelfshare.domain.routing;

/** One version of a policy. Versions of one policy count from 1; 0 is the built-in one. */
public record PolicyRef(String id, int version) {}
