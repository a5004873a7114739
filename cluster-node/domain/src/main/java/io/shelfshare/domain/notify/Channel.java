package io.shelfshare.domain.notify;

/** How an endpoint is reached. */
public enum Channel {
  /** A program of the store's, by Standard Webhooks. */
  WEBHOOK,
  /** A WeCom group robot. */
  WECOM,
  /** A DingTalk group robot. */
  DINGTALK,
  /** A Feishu group robot. */
  FEISHU,
  /** A browser, by Web Push. */
  WEB_PUSH;

  /** Whether a person reads it, who wants one message with five lines rather than five messages. */
  public boolean isReadByPeople() {
    return this != WEBHOOK;
  }
}
