extension MatchmakingGrammar {
  /// Real parents who refuse, put off or change the subject.
  static let userExits = """
    @user resisting refusal
    [不用了]
    [不需要]，谢谢
    [别再联系了]
    [不考虑]
    [拉黑了]啊
    [算了]
    [不弄了]
    [退订]
    [没兴趣]，别发了
    [不办]，再见
    说了[不要]
    [删了吧]
    [到此为止]
    不用不用，[真不用]
    @user resisting refusal price
    太贵，[不要了]
    + {price}？[不办]
    收钱就[算了]
    [没钱]，别找我
    花钱的[一概不要]
    + 便宜{deal}也[不要]
    @user resisting refusal trust
    [不信你们]，别发了
    [骗人的]，拉黑
    再发我[举报]了
    [不给信息]，再见
    你们这种[我不敢办]
    @user resisting refusal capability
    没合适的，[不办了]
    你们找不到，[算了]
    都不行，[别推了]
    看了，[一个都不要]
    @user resisting refusal timing
    没空，[别发了]
    [不急]，不用了
    [现在不找]
    忙着呢，[不需要]
    @user resisting refusal external
    孩子不同意，[不办了]
    {ta}有对象了，[不用了]
    {spouse}不让，[算了]
    家里不同意，[不弄了]
    @user resisting refusal prior-failure
    上过当，[不来了]
    [再也不信]这个了
    试过没用，[不办]
    吃一次亏[够了]
    @user resisting delay
    [回头说]
    [再说吧]
    [以后再说]
    [改天]
    有需要[联系你]
    先[这样]
    [过阵子]吧
    [等等再说]
    [晚点]
    [再看吧]
    @user resisting delay timing
    忙，[回头说]
    现在[没空]，晚点
    [上班呢]，下班再说
    [在外面]，回去说
    [开车呢]，别发
    年底忙，[过了年再说]
    [等我有空]吧
    @user resisting delay external
    等{ta}[自己想通]再说
    {ta}不松口，[再等等]
    [孩子回来]再说
    {spouse}那边[过段时间]再说
    @user resisting delay price
    手头紧，[以后再说]
    等[打折]再说
    [没钱]，等退休金涨了
    @user resisting delay trust
    我[先打听打听]再说
    [看看再说]，别催
    等我[问问别人]
    @user resisting delay capability
    等你们[有合适的]再说
    [有{city}的]再找我
    先[找到人]再说
    @user resisting delay prior-failure
    [缓缓]吧，上次伤着了
    [先歇一年]
    {ta}[还没缓过来]
    @user resisting topic-change
    你们那边[下雨]没
    你[哪里人]啊
    哎我[锅还烧着]呢
    你[多大]了，结婚没
    {city}这两天[热死了]
    你们[招人]吗
    我[问你个事]，医保怎么转
    [表情包]怎么发的
    [孙子哭]了
    你这[头像]是本人？
    @user exploring refusal
    [电话就不打了]，你打字说
    [视频不用]，先说收费
    [表先不填]，你介绍一下
    店里[不去]，线上讲吧
    @user exploring delay
    先发资料，[我回头看]
    [晚上再聊]，先把收费发我
    [一会儿]再说，你先发
    在忙，[留个言]我看
    @user exploring topic-change
    对了，[你们还做保姆介绍吗]
    哎，你们[有没有老年活动]
    顺便问下，[{city}房价]现在多少
    你们店边上[好停车]不
    @user engaging refusal
    [照片先不发]了，{ta}不喜欢
    [工资就不说了]，够花
    [单位名字不说]，{job}
    [户口本不给]，别的可以
    @user engaging delay
    {ta}资料[明天给你]
    [照片回头找]，手机里没有
    等我[戴上眼镜]慢慢填
    [晚上问了{ta}]告诉你
    @user engaging topic-change
    说起来我[年轻时]也是别人介绍的
    {ta}小时候[可招人喜欢]了
    你也是[{city}]的？
    我们小区[好几个]都没结
    @user considering refusal
    [这档不要]，别的再看看
    [全款不行]，别的方式可以想想
    [线下活动不去]，一对一我考虑
    [那个最贵的不要]
    @user considering delay
    [再考虑考虑]，过几天回你
    我[想两天]
    [月底]给你答复
    [先不急]，我再比比
    等[{day}]再说
    [过几天]联系你
    让我[想想]，想好找你
    [明后天]给你信
    @user considering delay price
    钱这块[过几天]再说
    + {price}我[再想两天]
    等[发工资]了看看
    我[凑一凑]，下周说
    @user considering delay external
    跟{spouse}商量完[再回你]
    等{ta}[周末回来]再定
    [家里商量]好告诉你
    问过{ta}[再给你信]
    @user considering delay timing
    忙完这几天[再定]
    [{date}]再说吧，我想着呢
    等{ta}出差回来[再联系]
    @user considering topic-change
    哎，那个{partner}[家是哪的]来着
    你们店[周末人多]吗
    对了你[干这行几年]了
    那边[停车方便]不，先问问
    @user deciding refusal
    [发票不用]，直接办
    [不用再介绍了]，就这个
    [合同不用寄]，发电子的，我交
    [别的不要]，就办这一年的
    @user deciding delay
    定了，[明天]去转
    办，[下午]银行取钱
    报，[等我到家]付
    就这个，[{day}]过去签
    @user deciding topic-change
    钱转了，对了，[你们在几楼]
    办好了，那[{ta}穿啥]去见
    交了，[你们管饭]不，哈哈
    报上了，[有没有停车位]
    """
}
