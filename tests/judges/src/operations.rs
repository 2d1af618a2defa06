//! Every operation of every generated client. A test writes this list: `UPDATE_EXPECT=1`.

use crate::vendor::{Vendor, connect, entry};

macro_rules! vendors {
    ($($name:literal $module:ident { $($operation:ident)* })*) => {
        /// All of them.
        pub const ALL: &[fn() -> Vendor] = &[$($module),*];
        $(
            /// The client of this name.
            pub fn $module() -> Vendor {
                Vendor {
                    name: $name,
                    connect: connect::<::$module::Client>,
                    operations: vec![$(entry::<::$module::$operation>(stringify!($operation))),*],
                }
            }
        )*
    };
}

#[rustfmt::skip]
vendors! {
    "stripe" stripe {
        ListCustomers
        CreateCustomer
        SearchCustomer
        GetCustomer
        UpdateCustomer
        DeleteCustomer
        ListPaymentIntents
        CreatePaymentIntent
        GetPaymentIntent
        ConfirmPaymentIntent
        CapturePaymentIntent
        CancelPaymentIntent
        ListCharges
        GetCharge
        ListRefunds
        CreateRefund
        CreateCheckoutSession
        GetCheckoutSession
        ListCheckoutSessionLineItems
        ListEvents
        GetEvent
        ListWebhookEndpoints
        CreateWebhookEndpoint
        DeleteWebhookEndpoint
        CreateFile
    }
    "paypal" paypal {
        CreateOrder
        GetOrder
        PatchOrder
        OrdersCapture
        OrdersAuthorize
        OrdersTrackCreate
        AuthorizationsCapturePayment
        CapturesGetPayment
        CapturesRefundPayment
        RefundsGetPayment
        InvoicingGenerateNextInvoiceNumber
        CreateInvoice
        ListInvoices
        GetInvoice
        SendInvoice
        InvoicesPayments
        TrackersBatchPost
        GetTracker
        PutTracker
        ListWebhooks
        PostWebhook
        VerifyWebhookSignaturePost
    }
    "hubspot" hubspot {
        GetPageContact
        CreateContact
        GetById
        UpdateContact
        ArchiveContact
        DoSearchContactSearch
        UpsertContactBatch
        GetPageCompany
        CreateCompany
        DoSearchCompanySearch
        GetPageObject
        CreateObject
        UpdateObject
        GetPageAssociation
        CreateAssociation
        ArchiveAssociation
        GetAllProperty
        CreateProperty
        GetByIdRequest
        SubmitForm
        GetAllSubscription
        CreateSubscription
    }
    "slack" slack {
        AuthTest
        ChatPostMessage
        UpdateChat
        DeleteChat
        ListConversations
        ConversationsInfo
        ConversationsHistory
        ConversationsOpen
        ConversationsJoin
        ListUsers
        UsersInfo
        UsersLookupByEmail
        FilesGetUploadUrlExternal
        FilesCompleteUploadExternal
        ListFiles
        AddReaction
    }
    "razorpay" razorpay {
        CreateOrder
        ListOrders
        GetOrder
        UpdateOrder
        GetOrderPayments
        ListPayments
        GetPayment
        CapturePayment
        CreateRefundPayment
        ListPaymentRefunds
        GetRefund
        CreateCustomer
    }
    "fedex" fedex {
        ApiAuthorization
        ValidateAddress
        RateAndTransitTimes
        CreateShipment
        CancelShipment
        ShipmentPackageValidate
        TrackByTrackingNumber
        TrackByReferences
        CreateTrackNotification
        UploadEtdFiles
    }
    "mailchimp" mailchimp {
        GetPing
        ListLists
        ListListMembers
        CreateListMember
        GetListMember
        ReplaceListMember
        UpdateListMember
        DeleteListMember
        PostListMemberTags
        CreateListSegment
        CreateListWebhook
        ListEcommerceStoreOrders
        CreateEcommerceStoreOrder
        UpdateEcommerceStoreOrder
        ListEcommerceStoreProductVariants
        GetEcommerceStoreProductVariant
        UpdateEcommerceStoreProductVariant
        SendMessage
    }
    "zoom" zoom {
        MeetingsRequest
        CreateMeeting
        MeetingRequest
        UpdateMeeting
        DeleteMeeting
        MeetingStatus
        MeetingInvitation
        MeetingRegistrants
        MeetingRegistrantCreate
        RecordingGet
        PastMeetingParticipants
    }
    "google-calendar" google_calendar {
        ListCalendarList
        GetCalendar
        ListEvents
        InsertEvent
        EventsWatch
        GetEvent
        UpdateEvent
        PatchEvent
        DeleteEvent
        ChannelsStop
        QueryFreebusy
    }
    "jira" jira {
        CreateIssue
        GetIssue
        EditIssue
        DeleteIssue
        GetTransitionsIssue
        DoTransitionIssue
        GetComments
        AddComment
        CreateOrUpdateRemoteIssueLink
        AddAttachment
        GetAttachmentContent
        SearchAndReconsileIssuesUsingJqlPost
        SearchProjects
        FindUsers
        GetCurrentUser
        GetDynamicWebhooksForApp
        RegisterDynamicWebhooks
    }
    "google-maps" google_maps {
        GeocodeGeocodingApi
        DistanceMatrix
        Elevation
        TimezoneTimeZoneApi
        PlaceDetails
        NearbySearchPlacesApi
        AutocompletePlacesApi
        PlacePhotoRequest
        SnapToRoads
        GeolocateGeolocationApi
    }
    "datadog" datadog {
        ValidateAuthentication
        SubmitMetrics
        ListTagConfigurations
        SubmitLog
        ListLogs
        ListEvents
        CreateEvent
        ListMonitors
        CreateMonitor
        GetMonitor
        DeleteMonitor
        ListSlOs
        SubmitLogText
        SubmitLogLogplex1
    }
    "newrelic" newrelic {
        ListApplications
        GetApplication
        UpdateApplication
        DeleteApplication
        ListDeployments
        CreateDeployment
        DeleteDeployment
        GetApplicationMetricData
        ListAlertPolicies
        CreateAlertPolicy
        UpdateAlertPolicy
        DeleteAlertPolicy
        UpdateAlertPolicyChannels
        ListAlertChannels
        ListAlertIncidents
        ListAlertViolations
    }
    "twilio" twilio {
        FetchAccount
        CreateMessage
        ListMessage
        FetchMessage
        UpdateMessage
        DeleteMessage
        CreateCall
        ListCall
        FetchCall
        ListIncomingPhoneNumber
    }
    "shop" shop {
        GetOrder
        GetLead
    }
}
