/// WeChat chats as WeChatMsg (留痕) writes them to CSV, the older and the newer header.
struct WeChatTable {
  static func isHeader(_ header: [String]) -> Bool {
    (header.contains("issender") && header.contains("strcontent"))
      || (header.contains("发送人") && header.contains("消息id"))
  }
}
