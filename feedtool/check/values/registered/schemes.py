"""https://www.iana.org/assignments/uri-schemes/uri-schemes.xml

As of November 2026, by hand: the date that IANA gives is unknown. Written by tools/registries.py.
"""

from feedtool.check.words import words

NAMES = words(
    """
    aaa aaas about acap acct acd acr adiumxtra adt afp afs aim amss android appdata apt ar ark at
    attachment aw barion bb beshare bitcoin bitcoincash blob bluetooth bolo brid browserext cabal
    calculator callto cap cast casts chrome chrome-extension cid coap coap+tcp coap+ws coaps
    coaps+tcp coaps+ws com-eventbrite-attendee content content-type crid cstr cvs dab dat data dav
    dhttp diaspora dict did dis dlna-playcontainer dlna-playsingle dns dntp doi dpp drm drop dtmi
    dtn dvb dvx dweb ed2k eid elsi embedded ens esim ethereum example facetime fax feed feedready
    fido file filesystem finger first-run-pen-experience fish fm ftp fuchsia-pkg geo gg git gitoid
    gizmoproject go gopher graph grd gtalk h323 ham hcap hcp hs20 http https hxxp hxxps hydrazone
    hyper iax icap icon ilstring im imap info iotdisco ipfs ipn ipns ipp ipps irc irc6 ircs iris
    iris.beep iris.lwz iris.xpc iris.xpcs isostore itms jabber jar jms keyparc lastfm lbry ldap
    ldaps leaptofrogans lid lorawan lpa lvlt machineprovisioningprogressreporter magnet mailserver
    mailto maps market matrix message microsoft.windows.camera mid mms modem mongodb moz ms-access
    ms-drive-to ms-enrollment ms-excel ms-getoffice ms-help ms-infopath ms-media-stream-id ms-office
    ms-powerpoint ms-project ms-publisher ms-search-repair ms-secondary-screen-controller
    ms-secondary-screen-setup ms-settings ms-settings-airplanemode ms-settings-bluetooth
    ms-settings-camera ms-settings-cellular ms-settings-cloudstorage ms-settings-connectabledevices
    ms-settings-displays-topology ms-settings-emailandaccounts ms-settings-language
    ms-settings-location ms-settings-lock ms-settings-nfctransactions ms-settings-notifications
    ms-settings-power ms-settings-privacy ms-settings-proximity ms-settings-screenrotation
    ms-settings-wifi ms-settings-workplace ms-spd ms-transit-to ms-visio ms-walk-to ms-word msnim
    msrp msrps mss mt mtqp mumble mupdate mvn mvrp news nfs ni nih nntp notes num ocf oid onenote
    opaquelocktoken openid openpgp4fpr otpauth p1 pack palm paparazzi payment payto pkcs11 platform
    pop pres prospero proxy psyc pttp pwid qb query quic-transport redis rediss reload res resource
    rmi rsync rtmfp rtmp rtsp rtsps rtspu sarif secondlife secret-token service session sftp sgn shc
    shelter shttp sieve simpleledger simplex sip sips skype smb smp sms smtp snews snmp soap.beep
    soap.beeps soldat spiffe spotify ssb ssh starknet steam stun stuns submit svn swh swid swidpath
    tag taler teamspeak teapot tel teliaeid telnet tftp things thismessage thzp tip tn3270 tool turn
    turns tv udp unreal upn upt urn ut2004 uuid-in-package v-event vemmi ventrilo ves videotex
    view-source vnc vscode vscode-insiders vsls w3 wais wasm wasm-js wcr web+ap web3 webcal wifi
    wpid ws wss wtai wyciwyg xcon xcon-userid xfire xftp xmlrpc.beep xmlrpc.beeps xmpp xrcp xri
    ymsgr z39.50 z39.50r z39.50s
    """
)
