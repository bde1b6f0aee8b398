extension MatchmakingGrammar {
  /// The consultant: openings, acknowledgements of what the parent said, and questions.
  static let agentQuestions = """
    @agent open rapport
    {parent}您好，我是负责{city}片区的婚恋顾问{sn}，看到您关注过咱们的家长服务。
    您好，我是{sn}，专门帮家长给孩子牵线的，怎么称呼您？
    {parent}好，打扰您了，我是{sn}，咱们是通过{channel}联系上的。
    您好呀，我是家长顾问{sn}，今天由我来为您服务。
    {parent}您好，我{sn}，之前您在{channel}留过信息，现在方便聊两句吗？
    {parent}好，我是{sn}，咱们这儿是帮爸妈给孩子找对象的。
    您好，感谢您的关注，我是{city}的红娘{sn}。
    @agent open probe
    {parent}您好，我是婚恋顾问{sn}，您是想给儿子还是女儿看看？
    您好，我是{sn}，咱家孩子现在是单身吗？
    {parent}好，我是{sn}，看您在{channel}留了信息，孩子是在{city}工作吗？
    您好，我是{sn}，想先了解一下，是给自家孩子找对象对吧？
    @agent open pitch
    {parent}您好，我是{sn}，咱们{day}在{city}有一场家长见面会，给您留个名额？
    您好，我是婚恋顾问{sn}，咱们专门做家长这块，资料实名核实，一对一牵线。
    {parent}好，我是{sn}，最近{city}新登记了{n}位条件不错的{partner}，想介绍给您。
    @agent ack resisting
    {parent}，我理解您。
    好的，您的心情我懂。
    没关系，您别着急。
    明白，我不耽误您太多时间。
    行，那我就简单说一句。
    @agent ack exploring
    您问得好。
    这个我跟您说一下。
    好的，我给您介绍。
    是这样的，{parent}。
    您放心问。
    @agent ack engaging
    好的，我记下了。
    嗯，听得出来您很上心。
    谢谢您跟我说这些。
    您家孩子条件真不错。
    明白了，{parent}。
    @agent ack considering
    您慎重是对的。
    嗯，多比较是应该的。
    您的顾虑我明白。
    不急，咱们把话说清楚。
    好的，我帮您捋一捋。
    @agent ack deciding
    太好了，{parent}。
    好的，我马上给您办。
    谢谢您的信任。
    行，那咱们就定下来。
    @agent ack refusal
    好的，尊重您的决定。
    没事的，{parent}，不办也没关系。
    理解，那我不勉强您。
    @agent ack delay
    好的，您先忙。
    不着急，您有空再看。
    行，等您方便的时候。
    @agent ack topic-change
    哈哈，{parent}您真有意思。
    这个我回头帮您问问，咱们先说正事。
    是呀，您说得对，那咱们接着聊孩子。
    @agent ack price
    费用的事您别担心。
    价钱咱们都摆在明面上。
    花钱的事是得问清楚。
    @agent ack trust
    您有这个顾虑很正常。
    现在骗子多，小心是对的。
    您谨慎我能理解。
    @agent ack capability
    您的要求我记住了。
    合不合适，咱们看资料说话。
    人选这块您放心。
    @agent ack timing
    时间咱们可以商量。
    您忙，我长话短说。
    不赶时间，按您方便来。
    @agent ack external
    孩子的想法最重要。
    家里人商量是应该的。
    这种情况我见得多了。
    @agent ack prior-failure
    之前让您受委屈了。
    您以前的经历我听着也难受。
    吃过亏，谨慎点没错。
    @agent ack answer age
    {age}岁，正是好时候。
    {age}岁不算晚。
    好的，{age}岁，同龄的会员不少。
    @agent ack answer education
    {edu}，很优秀了。
    {edu}，这个条件好找的。
    @agent ack answer work
    {job}，工作很稳定啊。
    在{city}做{job}，挺好的。
    @agent ack answer history
    好的，经历简单也是优点。
    明白，感情的事讲缘分。
    @agent ack answer standard
    要求很实在。
    您这个要求不高。
    @agent ack answer attitude
    孩子都这样，慢慢来。
    不反对就有希望。
    @agent ack answer housing
    准备得很充分了。
    有您支持，孩子轻松多了。
    @agent rapport
    当父母的都一样，孩子的事比自己的事还上心。
    我妈也天天催我，所以您的心情我特别懂。
    {city}最近降温，您多注意身体。
    您一个人为孩子张罗，真不容易。
    不管成不成，交个朋友，有事您随时问我。
    {child}能有您这样的家长，是福气。
    我这边好多家长都跟您一样，聊着聊着就成老朋友了。
    您平时是不是也常去公园相亲角转转？
    听您说话就知道是实在人家。
    孩子工作忙，家里的事全靠您操心了。
    @agent probe age
    方便问下孩子今年多大了？
    咱们{child}是哪年的呀？
    孩子年纪是三十左右吗？
    {child}今年多大，我看看有没有同龄的。
    @agent probe education
    孩子是什么学历呢？
    {child}是在哪儿念的书呀？
    学历这块方便说一下吗，我好匹配。
    {ta}是本科还是研究生？
    @agent probe work
    {child}现在做什么工作？
    孩子工作稳定吗，在{city}还是外地？
    {ta}是在单位还是企业上班呀？
    平时工作忙不忙，加班多吗？
    @agent probe history
    孩子之前谈过吗？
    {child}以前相过亲没有？
    上一段感情大概是什么时候的事？
    {ta}单着几年了，主要是什么原因呢？
    @agent probe standard
    对另一半有什么要求吗？
    您心里理想的{inlaw}是什么样的？
    学历、身高这些，您看重哪一样？
    孩子自己喜欢什么样的，您清楚吗？
    @agent probe attitude
    孩子自己着急不着急？
    {child}知道您在帮忙打听吗？
    要是有合适的，{ta}愿意见面吗？
    孩子对相亲反感吗？
    @agent probe housing
    孩子婚房准备了吗？
    {child}现在是自己住还是跟您住？
    住房这块方便了解一下吗？
    以后打算在{city}安家吗？
    @agent follow-up
    {parent}，在忙吗？
    您好，昨天给您留言不知道看到没有。
    {parent}，打扰了，我再跟您说一声。
    您是不是没看到消息呀？
    在吗，{parent}？
    我怕您忙忘了，再问一句。
    """
}
