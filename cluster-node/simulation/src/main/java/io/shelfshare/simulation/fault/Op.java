package io.shelfshare.simulation.fault;

/** What an entity is asked to decide. */
public enum Op {
  POST,
  GRAB,
  RESERVED,
  VERDICT,
  BID,
  WITHDRAW,
  DECLINE,
  EDIT,
  CANCEL,
  REPORT,
  DUE,
  ASK,
  CLOSE,
  RECORD,
  RESERVE,
  BIND,
  SUPPLY,
  INBOUND,
  START,
  ACT,
  TOLD,
  TIME
}
